using System.Text;
using Bellwether.Probes.CloudWatch;
using Bellwether.Testing.Engines;

namespace Bellwether.Probes.Tests.CloudWatch;

public sealed class AwsSignatureTests
{
    /// <remarks>Computed with Python's hashlib and hmac, by a script that derives the vendor's published key for its
    /// own worked example (20150830, us-east-1, iam) rightly.</remarks>
    [Theory]
    [InlineData(null, "033e5d74cbdf38dc45ebb9323095edd57dfbe08c76af2984e6170965edc2bbda")]
    [InlineData("a/token+with=signs", "b4a2c1e1da681308dfd09c29fb932605fe1fc1c310a0416a64fcc18830540b0b")]
    public void A_request_is_signed_as_others_sign_it(string? token, string signature)
    {
        List<(string, string)> headers =
        [
            // In another order: they are sorted.
            ("x-amz-date", "20261120T200102Z"), ("host", "monitoring.eu-central-1.amazonaws.com"),
            ("content-type", " application/x-www-form-urlencoded; charset=utf-8 "),
        ];
        if (token is not null) headers.Add(("x-amz-security-token", token));
        var signed = AwsSignature.Of(
            new("eu-central-1", "monitoring", new(2026, 11, 20, 20, 1, 2, TimeSpan.Zero), "/", headers,
                Encoding.ASCII.GetBytes("Action=GetMetricData&Version=2010-08-01")),
            StandInCloudWatch.AccessKey, StandInCloudWatch.SecretKey);
        Assert.Equal("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLEEXAMPLE12/20261120/eu-central-1/monitoring/aws4_request, "
            + $"SignedHeaders=content-type;host;x-amz-date{(token is null ? "" : ";x-amz-security-token")}, "
            + $"Signature={signature}", signed);
    }
}
