using Bellwether.Benchmarks;

// One line for each benchmark: the word that asks for it, and what it runs.
var benchmarks = new SortedDictionary<string, Func<int>>(StringComparer.Ordinal)
{
    ["parser"] = ParserBenchmark.Run,
};

if (args.Length == 1 && benchmarks.TryGetValue(args[0], out var benchmark))
    return benchmark();
Console.Error.WriteLine($"Give one of: {string.Join(", ", benchmarks.Keys)}");
return 2;
