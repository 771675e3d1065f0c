namespace Bellwether.Agent.Tests.Tidy;

/// <summary>HOUSE-STYLE, where a program can check it.</summary>
public sealed class TidyTests
{
    [Fact]
    public void The_files_are_found()
    {
        Assert.Contains(SourceFile.All, file => file.Path == "src/Agent/Program.cs");
        Assert.Contains(SourceFile.All, file => file.Path == "eng/test");
        Assert.DoesNotContain(SourceFile.All, file => file.Path.Contains("/obj/", StringComparison.Ordinal));
    }

    [Fact]
    public void Files_stay_below_the_wall() => None(SourceFile.Code.SelectMany(Walls.LongFiles));

    [Fact]
    public void Lines_stay_within_120_columns() => None(SourceFile.Code.SelectMany(Walls.LongLines));

    [Fact]
    public void Methods_stay_below_the_wall() => None(SourceFile.Code.SelectMany(Walls.LongMethods));

    [Fact]
    public void A_file_has_one_type() =>
        None(SourceFile.Code.Where(file => file.IsUnder("src")).SelectMany(Walls.ManyTypes));

    [Fact]
    public void No_type_has_a_name_that_says_nothing() => None(SourceFile.Code.SelectMany(Walls.BannedNames));

    [Fact]
    public void No_end_is_loose() => None(SourceFile.Code.SelectMany(Walls.LooseEnds));

    [Fact]
    public void No_file_names_a_path_of_one_machine() => None(SourceFile.All.SelectMany(Walls.PathsOfMachines));

    [Fact]
    public void Every_door_opens_one_way() => None(SourceFile.Code.SelectMany(Doors.Faults));

    [Fact]
    public void The_core_is_pure() => None(SourceFile.Code.SelectMany(Doors.Impurities));

    [Fact]
    public void Namespaces_are_folders() => None(SourceFile.Code.SelectMany(Doors.Misplaced));

    [Fact]
    public void Catalogs_are_complete_and_what_they_list_is_described() => None(Catalogs.Faults(SourceFile.All));

    [Fact]
    public void Contracts_needs_the_base_class_library_only()
    {
        var project = SourceFile.All.Single(file => file.Path == "src/Contracts/Bellwether.Contracts.csproj").Text;
        Assert.DoesNotContain("Reference", project, StringComparison.Ordinal);
        Assert.Contains("\"Microsoft.NET.Sdk\"", project, StringComparison.Ordinal);
    }

    private static void None(IEnumerable<string> faults)
    {
        var all = faults.ToArray();
        Assert.True(all.Length == 0, string.Join(Environment.NewLine, all.Prepend($"{all.Length} found:")));
    }
}
