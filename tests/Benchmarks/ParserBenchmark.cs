using Bellwether.Probes.Scrape.Exposition;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Bellwether.Benchmarks;

/// <summary>How fast metrics pages are read: the first of a target, and the ones after it.</summary>
[MemoryDiagnoser]
public class ParserBenchmark
{
    private byte[][] _pages = [];
    private ExpositionParser _warm = new(ExpositionLimits.Default);
    private int _look;

    [Params(ExpositionFormat.Text, ExpositionFormat.OpenMetrics)]
    public ExpositionFormat Format { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _pages = [.. Enumerable.Range(1, 4)
            .Select(look => ParserPages.Make(look, Format == ExpositionFormat.OpenMetrics))];
        _warm = new(ExpositionLimits.Default);
        _ = NextLook();
    }

    [Benchmark]
    public int FirstLook() => Read(new(ExpositionLimits.Default), _pages[0]);

    [Benchmark]
    public int NextLook() => Read(_warm, _pages[_look++ % _pages.Length]);

    /// <summary>
    /// Runs in this process: a project that BenchmarkDotNet generates would have to be restored first.
    /// </summary>
    internal static int Run()
    {
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
        var summary = BenchmarkRunner.Run<ParserBenchmark>(DefaultConfig.Instance.AddJob(job));
        foreach (var report in summary.Reports.Where(r => r.ResultStatistics is not null))
        {
            var format = (ExpositionFormat)report.BenchmarkCase.Parameters[nameof(Format)];
            var bytes = ParserPages.Make(1, format == ExpositionFormat.OpenMetrics).Length;
            var perSecond = bytes / report.ResultStatistics!.Mean * 1000;   // bytes a nanosecond to MB (10^6) a second
            var look = report.BenchmarkCase.Descriptor.WorkloadMethod.Name;
            Console.WriteLine($"{format,-12} {look,-10} {bytes:N0} bytes  {perSecond:N0} MB/s");
        }

        return summary.HasCriticalValidationErrors || summary.Reports.Any(r => r.ResultStatistics is null) ? 1 : 0;
    }

    private static int Read(ExpositionParser parser, byte[] page) =>
        parser.TryParse(page, ExpositionFormatOf(page), out var read, out var fault)
            ? read.Readings.Count
            : throw new InvalidOperationException(fault.ToString());

    private static ExpositionFormat ExpositionFormatOf(byte[] page) =>
        page.AsSpan().EndsWith("# EOF\n"u8) ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text;
}
