using k8s;
using k8s.Models;
using RoDLA.Cli.Configuration;
using Xunit;

namespace RoDLA.Tests.Deploy;

/// <summary>
/// The manifests, read strictly as the types of the Kubernetes API: an unknown field fails. What they name in each other is there.
/// </summary>
public sealed class KubernetesTests
{
    private static readonly Dictionary<string, Type> Types = new()
    {
        ["apps/v1/Deployment"] = typeof(V1Deployment),
        ["v1/Service"] = typeof(V1Service),
        ["v1/PersistentVolumeClaim"] = typeof(V1PersistentVolumeClaim),
        ["autoscaling/v2/HorizontalPodAutoscaler"] = typeof(V2HorizontalPodAutoscaler),
        ["policy/v1/PodDisruptionBudget"] = typeof(V1PodDisruptionBudget),
        ["networking.k8s.io/v1/Ingress"] = typeof(V1Ingress),
    };

    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "deploy", "kubernetes");

    private readonly IReadOnlyList<object> _objects =
    [
        .. Files().SelectMany(file => KubernetesYaml.LoadAllFromString(File.ReadAllText(file), Types, strict: true)),
    ];

    [Fact]
    public void Kustomization_ListsEveryManifest()
    {
        string[] listed = [.. File.ReadAllLines(Path.Combine(Folder, "kustomization.yaml"))
            .Where(line => line.StartsWith("  - ", StringComparison.Ordinal) && line.EndsWith(".yaml", StringComparison.Ordinal))
            .Select(line => line[4..])];

        Assert.Equal(Files().Select(Path.GetFileName), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Deployments_HaveProbesLimitsAndNoRights()
    {
        V1Deployment[] deployments = [.. _objects.OfType<V1Deployment>()];
        Assert.Equal(2, deployments.Length);
        foreach (V1PodSpec pod in deployments.Select(deployment => deployment.Spec.Template.Spec))
        {
            Assert.True(pod.SecurityContext.RunAsNonRoot);
            V1Container container = Assert.Single(pod.Containers);
            Assert.Equal("/health/live", container.LivenessProbe.HttpGet.Path);
            Assert.Equal("/health/ready", container.ReadinessProbe.HttpGet.Path);
            Assert.Equal("/health/ready", container.StartupProbe.HttpGet.Path);
            string[] ports = [.. container.Ports.Select(port => port.Name)];
            Assert.Contains(container.LivenessProbe.HttpGet.Port.Value, ports);
            foreach (V1Container each in (pod.InitContainers ?? []).Append(container))
            {
                Assert.Equal(["cpu", "memory"], each.Resources.Limits.Keys.Order(StringComparer.Ordinal));
                Assert.True(each.SecurityContext.ReadOnlyRootFilesystem);
                Assert.False(each.SecurityContext.AllowPrivilegeEscalation);
                Assert.Subset(pod.Volumes.Select(v => v.Name).ToHashSet(), each.VolumeMounts.Select(m => m.Name).ToHashSet());
            }
        }
    }

    [Fact]
    public void Variables_AreThoseOfTheService()
    {
        HashSet<string> known = [.. EnvironmentVariables.All.Select(setting => setting.Variable), "AllowedHosts"];

        Assert.All(
            _objects.OfType<V1Deployment>().SelectMany(deployment => deployment.Spec.Template.Spec.Containers).SelectMany(c => c.Env),
            variable => Assert.Contains(variable.Name, known));
    }

    [Fact]
    public void Names_ThatTheManifestsGive_AreThere()
    {
        V1Deployment[] deployments = [.. _objects.OfType<V1Deployment>()];
        Dictionary<string, V1Service> services = _objects.OfType<V1Service>().ToDictionary(service => service.Metadata.Name);
        foreach (V1Deployment deployment in deployments)
        {
            Assert.Equal(deployment.Spec.Selector.MatchLabels, deployment.Spec.Template.Metadata.Labels);
        }

        foreach (V1Service service in services.Values)
        {
            V1Deployment target = Assert.Single(deployments, d => service.Spec.Selector.All(d.Spec.Template.Metadata.Labels.Contains));
            Assert.Contains(service.Spec.Ports[0].TargetPort.Value, target.Spec.Template.Spec.Containers[0].Ports.Select(port => port.Name));
        }

        V1Ingress ingress = Assert.Single(_objects.OfType<V1Ingress>());
        Assert.All(
            ingress.Spec.Rules[0].Http.Paths.Select(path => path.Backend.Service),
            backend => Assert.Contains(backend.Port.Name, services[backend.Name].Spec.Ports.Select(port => port.Name)));
        V2HorizontalPodAutoscaler scaler = Assert.Single(_objects.OfType<V2HorizontalPodAutoscaler>());
        V1Deployment scaled = Assert.Single(deployments, d => d.Metadata.Name == scaler.Spec.ScaleTargetRef.Name);
        Assert.Null(scaled.Spec.Replicas); // A number would undo what the scaler set.
        Assert.All(scaled.Spec.Template.Spec.Volumes, volume => Assert.NotNull(volume.EmptyDir)); // Each pod has its own output folder.
        HashSet<string> claims = [.. _objects.OfType<V1PersistentVolumeClaim>().Select(claim => claim.Metadata.Name)];
        Assert.All(
            deployments.SelectMany(d => d.Spec.Template.Spec.Volumes).Where(v => v.PersistentVolumeClaim is not null),
            volume => Assert.Contains(volume.PersistentVolumeClaim.ClaimName, claims));
    }

    [Fact]
    public void GpuPatch_NamesTheDeploymentAndItsContainer()
    {
        V1Deployment patch = (V1Deployment)KubernetesYaml
            .LoadAllFromString(File.ReadAllText(Path.Combine(Folder, "gpu", "api.yaml")), Types, strict: true).Single();

        V1Deployment patched = Assert.Single(_objects.OfType<V1Deployment>(), d => d.Metadata.Name == patch.Metadata.Name);
        Assert.Equal(patched.Spec.Template.Spec.Containers[0].Name, patch.Spec.Template.Spec.Containers[0].Name);
        Assert.Equal("1", patch.Spec.Template.Spec.Containers[0].Resources.Limits["nvidia.com/gpu"].ToString());
    }

    private static IEnumerable<string> Files() => Directory.GetFiles(Folder, "*.yaml")
        .Where(file => Path.GetFileName(file) != "kustomization.yaml").Order(StringComparer.Ordinal);
}
