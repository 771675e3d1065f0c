// Most of what these tests do is wait, for programs to start and for real seconds to pass: two classes at a time kept
// two cores busy for less than half of the time.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
