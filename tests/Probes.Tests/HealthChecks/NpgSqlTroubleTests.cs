using Bellwether.Probes.HealthChecks;
using Npgsql;

namespace Bellwether.Probes.Tests.HealthChecks;

public sealed class NpgSqlTroubleTests
{
    [Fact]
    public void The_limit_of_our_own_role_says_nothing_about_the_server()
    {
        var look = NpgSqlTrouble.AsLook(TooMany("too many connections for role", "InitializeSessionUserId"))!;
        Assert.Equal((Reachability.Missing, "role-limit"), (look.Reachability, look.Reason));
    }

    [Theory]
    [InlineData("sorry, too many clients already", "InitProcess")]
    [InlineData("remaining connection slots are reserved", "InitPostgres")]
    [InlineData("too many connections for database", "CheckMyDatabase")]
    [InlineData("too many connections", null)]
    public void A_limit_that_keeps_the_application_out_as_well_is_a_finding(string text, string? routine)
    {
        var look = NpgSqlTrouble.AsLook(TooMany(text, routine))!;
        Assert.Equal((Reachability.Bad, "too-many-connections"), (look.Reachability, look.Reason));
    }

    private static PostgresException TooMany(string text, string? routine) =>
        new(text, "FATAL", "FATAL", PostgresErrorCodes.TooManyConnections, routine: routine);
}
