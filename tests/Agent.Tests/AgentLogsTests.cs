namespace Bellwether.Agent.Tests;

public sealed class AgentLogsTests
{
    [Theory]
    [InlineData("8:12345", "socket:[12345]", true)]
    [InlineData("8:12345", "socket:[1234]", false)]
    [InlineData("8:12345", "/dev/pts/1", false)]
    [InlineData("8:12345", "pipe:[12345]", false)]
    [InlineData("8:12345", null, true)]
    [InlineData("12345", "socket:[12345]", false)]
    [InlineData("8:", "socket:[]", false)]
    [InlineData("", null, false)]
    [InlineData(null, null, false)]
    public void The_journal_reads_along_only_where_standard_error_is_its_socket(
        string? stream, string? standardError, bool expected) =>
        Assert.Equal(expected, AgentLogs.IsToJournal(stream, standardError));
}
