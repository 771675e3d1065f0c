namespace Bellwether.Integration.Tests.Servers;

/// <summary>What a test begins with, all of it or nothing.</summary>
/// <remarks>Xunit disposes of no test whose beginning failed: processes that ran by then would outlive all
/// tests.</remarks>
internal static class Beginning
{
    /// <param name="begin">Starts one thing after another.</param>
    /// <param name="end">Ends those that were started; called only where not all could be.</param>
    public static async Task OrEndAsync(Func<Task> begin, Func<Task> end)
    {
        try
        {
            await begin();
        }
        catch
        {
            await end();
            throw;
        }
    }
}
