namespace Bellwether.Agent.Configuration;

/// <summary>One thing that is wrong with a configuration, for the person who wrote it. Holds no substituted
/// value.</summary>
/// <param name="File">The file as the operator named it, or the words "command line".</param>
/// <param name="Line">First line of the text meant, from 1; 0 where no line is to blame.</param>
/// <param name="Column">Its column, from 1; 0 where no line is to blame.</param>
/// <param name="Path">Where in the document: <c>services[0].probes[1].scrape.every</c>; empty for the whole of
/// it.</param>
/// <param name="Message">What is wrong and what would be right, one sentence.</param>
internal sealed record ConfigurationFault(string File, int Line, int Column, string Path, string Message)
{
    public override string ToString()
    {
        var place = Line > 0 ? $"{File}:{Line}:{Column}: " : $"{File}: ";
        return Path.Length > 0 ? $"{place}{Path}: {Message}" : place + Message;
    }
}
