namespace Shop.CommandLine;

internal static class Usage
{
    private const string Text = """
        Shop serve --port P --version V [--slow FACTOR] [--error-ratio R] [--no-metrics] [--crash] [--seed S]
            A small shop on http://127.0.0.1:P with noisy answers and a metrics page.
            --slow         how many times slower it answers than it should; 0.1 to 20, default 1
            --error-ratio  share of requests that fail on top of its own 0.05 %; 0 to 1, default 0
            --no-metrics   the pages are fine, the metrics page is gone
            --crash        fails soon after it was started, before it listens
            --seed         seed of its noise; default 1
        Shop load --url U --for SECONDS [--rate-from 200] [--rate-to 300] [--in-flight 256] [--seed S]
            A load for that shop; loopback addresses only; ends by itself.
        """;

    public static int Print(TextWriter to, int exitCode)
    {
        to.WriteLine(Text);
        return exitCode;
    }
}
