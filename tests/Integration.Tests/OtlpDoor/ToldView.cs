namespace Bellwether.Integration.Tests.OtlpDoor;

/// <summary>A page view as a browser told of it.</summary>
/// <param name="Origin">Of the page.</param>
/// <param name="Body">What it sent.</param>
/// <param name="Status">What it was answered.</param>
internal sealed record ToldView(string Origin, string Body, int Status);
