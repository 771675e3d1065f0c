namespace Acme.Checks;

/// <summary>Options as many checks take them.</summary>
public sealed class WarehouseOptions(string connectionString)
{
    public string ConnectionString { get; set; } = connectionString;

    public string CommandText { get; set; } = "SELECT 1";

    public required int Shelf { get; set; }

    public TimeSpan? Patience { get; set; }

    public Action<string>? Configure { get; set; }
}
