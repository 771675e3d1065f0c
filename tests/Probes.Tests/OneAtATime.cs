// Many of these tests have a second for what takes a tenth of it, or count what the process allocates: beside others on
// two cores one of them failed in every second run.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
