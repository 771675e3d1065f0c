namespace Bellwether.Probes.Postgres;

/// <summary>The server answered, with what cannot be used. The message says why, without any data of the
/// answer.</summary>
internal sealed class OddAnswerException(string message) : Exception(message);
