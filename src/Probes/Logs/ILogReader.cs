using Bellwether.Probes.Logs.Files;

namespace Bellwether.Probes.Logs;

/// <summary>Makes readings of the lines of one target's logs.</summary>
internal interface ILogReader
{
    /// <summary>Takes the lines of one more file.</summary>
    ILineTaker Open();

    /// <summary>Takes lines from before this agent, to learn from them; null where there is nothing to learn.</summary>
    ILineTaker? Learner();

    /// <summary>Ends a look: what the lines since the last one came to.</summary>
    /// <param name="skipped">Bytes that were passed over; with any the counts of this look are not told.</param>
    Look End(long skipped);
}
