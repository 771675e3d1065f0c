using Bellwether.Chart.Tests.Rendering;

namespace Bellwether.Chart.Tests;

public sealed class StorageTests
{
    [Fact]
    public async Task Journal_and_history_have_a_claim_that_stays_when_the_agent_goes()
    {
        var set = (await HelmRender.AcceptAsync(ValueSets.Least)).One("StatefulSet");
        var claim = set.At("spec.volumeClaimTemplates.0")!;
        Assert.Equal(("state", "2Gi"), (claim.Text("metadata.name"), claim.Text("spec.resources.requests.storage")));
        Assert.Equal("""["ReadWriteOnce"]""", claim.At("spec.accessModes")!.ToJsonString());
        Assert.Null(claim.At("spec.storageClassName"));
        Assert.Equal("Retain", set.Text("spec.persistentVolumeClaimRetentionPolicy.whenDeleted"));
        Assert.Equal("Retain", set.Text("spec.persistentVolumeClaimRetentionPolicy.whenScaled"));
        var mount = set.At("spec.template.spec.containers.0.volumeMounts.0")!;
        Assert.Equal(("state", "/var/lib/bellwether"), (mount.Text("name"), mount.Text("mountPath")));
        Assert.Null(mount["readOnly"]);
    }

    [Fact]
    public async Task The_claim_is_as_asked_for()
    {
        var set = (await HelmRender.AcceptAsync(ValueSets.Pods)).One("StatefulSet");
        var claim = set.At("spec.volumeClaimTemplates.0")!;
        Assert.Equal(
            ("5Gi", "fast"), (claim.Text("spec.resources.requests.storage"), claim.Text("spec.storageClassName")));
        Assert.Equal("""["ReadWriteOncePod"]""", claim.At("spec.accessModes")!.ToJsonString());
    }

    [Fact]
    public async Task An_existing_claim_takes_its_place()
    {
        var set = (await HelmRender.AcceptAsync(ValueSets.Least + "\npersistence: { existingClaim: old }"))
            .One("StatefulSet");
        Assert.Null(set.At("spec.volumeClaimTemplates"));
        Assert.Equal("old", set.Text("spec.template.spec.volumes.0.persistentVolumeClaim.claimName"));
    }

    [Fact]
    public async Task Without_persistence_the_state_is_bounded_and_the_notes_warn()
    {
        var set = (await HelmRender.AcceptAsync(ValueSets.Trial)).One("StatefulSet");
        Assert.Null(set.At("spec.volumeClaimTemplates"));
        Assert.Equal("512Mi", set.Text("spec.template.spec.volumes.0.emptyDir.sizeLimit"));
        var (_, notes, _) = await HelmRender.RunInAsync(
            Repository.PathOf(Repository.Chart), ValueSets.Trial, "--notes");
        Assert.Contains("WARNING: persistence.enabled is false", notes, StringComparison.Ordinal);
    }
}
