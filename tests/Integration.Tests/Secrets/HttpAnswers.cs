namespace Bellwether.Integration.Tests.Secrets;

internal static class HttpAnswers
{
    /// <summary>The body whatever the status, and the headers before it.</summary>
    public static async Task<string> GetStringAsyncOrProblem(this HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return $"{answer.Headers}\n{await answer.Content.ReadAsStringAsync()}";
    }
}
