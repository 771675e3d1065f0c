using System.IO.Compression;
using System.Text.Json;
using Bellwether.Agent.Deployments;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Judging.Calibrations;

namespace Bellwether.Agent.Watching.Calibrating;

/// <summary>What was learned of a service, as a record of the journal and back.</summary>
internal static class CalibrationRecord
{
    public static string KeyOf(string deploymentId, int attempt) => $"calibration:{deploymentId}:{attempt}";

    /// <summary>The record. Where it would take more room than it may, the largest of what was learned is left out, and
    /// says so.</summary>
    public static JournalEntry Of(
        Deployment deployment, DeploymentCalibration learned, int mostBytes = CalibrationLimits.MostBytes)
    {
        var body = Packed(learned);
        while (body.Length > mostBytes && Lighter(learned) is { } lighter)
            body = Packed(learned = lighter);
        return new(
            JournalLimits.Calibration, deployment.Id, KeyOf(deployment.Id, deployment.Started.Attempt), body);
    }

    /// <summary>Nothing where the journal gave the body up for room.</summary>
    /// <exception cref="JsonException">It was not written by this version or an older one.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static DeploymentCalibration Read(JournalRecord record)
    {
        if (record.Pruned) return DeploymentCalibration.None;
        using var packed = new GZipStream(
            new MemoryStream(record.Entry.Body.ToArray()), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(packed, CalibrationJson.Default.DeploymentCalibration)
            ?? DeploymentCalibration.None;
    }

    private static byte[] Packed(DeploymentCalibration learned)
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
            JsonSerializer.Serialize(packed, learned, CalibrationJson.Default.DeploymentCalibration);
        return bytes.ToArray();
    }

    /// <summary>Without the largest; null where there is none left.</summary>
    private static DeploymentCalibration? Lighter(DeploymentCalibration learned)
    {
        var sizes = learned.Rules.Select(rule => rule.Learned is null ? 0 : SizeOf(rule)).ToList();
        var largest = sizes.IndexOf(sizes.DefaultIfEmpty(0).Max());
        if (largest < 0 || sizes[largest] == 0) return null;
        var left = learned.Rules[largest] with
        {
            Learned = null,
            WhyNot = "what was learned of it took more room than a deployment may have in the journal",
        };
        return learned with { Rules = [.. learned.Rules.Select((rule, i) => i == largest ? left : rule)] };
    }

    private static int SizeOf(RuleCalibration rule) =>
        JsonSerializer.SerializeToUtf8Bytes(rule, CalibrationJson.Default.RuleCalibration).Length;
}
