using Bellwether.Agent.Configuration;

namespace Bellwether.Agent.Tests.Configuration;

public sealed class ProgramArgumentsTests
{
    [Fact]
    public void A_credential_among_the_arguments_of_a_program_is_refused_and_in_its_environment_it_is_not()
    {
        var surroundings = new TestSurroundings();
        var faults = surroundings.Load("""
            environment: production
            mode: gate
            service: checkout
            probes:
              - name: db
                exec:
                  program: /usr/lib/nagios/plugins/check_mysql
                  arguments: [ -p, "${SECRET}", "-x${cred:token}" ]
                  environment: { MYSQL_PWD: "${SECRET}" }
              - { name: web, exec: { program: check_http } }
            """, Catalogs.Shipped).Faults;
        Assert.Contains(faults, fault => fault.Path == "probes[0].exec.arguments[2]");
        Assert.Contains(faults, fault => fault.Path == "probes[1].exec.program"
            && fault.Message.Contains("absolute path", StringComparison.Ordinal));
        Assert.DoesNotContain(faults, fault => fault.Path.Contains("environment", StringComparison.Ordinal));
    }
}
