namespace Bellwether.Benchmarks.Recording;

/// <summary>Makes one request. It has a patience of its own and never throws because of the program that is
/// asked.</summary>
internal delegate Task<Answer> RequestMaker();
