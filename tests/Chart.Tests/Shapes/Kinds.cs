namespace Bellwether.Chart.Tests.Shapes;

/// <summary>The kinds of objects that the chart makes, as the API server takes them.</summary>
/// <remarks>
/// One type a line, and what is indented below it: a field, '!' where it is required, and its type: string, int, bool,
/// name, label, quantity, duration, cidr, map (text to text), port (a number or a name), any, [a list],
/// 'one|of|these', or another type here. Fields that the chart has no use for are left out: one that turns up is a
/// fault until somebody has looked it up.
/// </remarks>
internal static class Kinds
{
    public const string Workloads = """
        StatefulSet: apiVersion!:'apps/v1' kind!:'StatefulSet' metadata!:Meta spec!:StatefulSetSpec
        StatefulSetSpec: replicas!:int serviceName!:label selector!:Selector template!:PodTemplate
          updateStrategy:UpdateStrategy persistentVolumeClaimRetentionPolicy:Retention
          volumeClaimTemplates:[Claim] minReadySeconds:int podManagementPolicy:'OrderedReady|Parallel'
          revisionHistoryLimit:int
        UpdateStrategy: type!:'RollingUpdate|OnDelete'
        Retention: whenDeleted!:'Retain|Delete' whenScaled!:'Retain|Delete'
        Claim: apiVersion:'v1' kind:'PersistentVolumeClaim' metadata!:Meta spec!:ClaimSpec
        ClaimSpec: accessModes!:['ReadWriteOnce|ReadWriteOncePod'] storageClassName:name
          volumeMode:'Filesystem' resources!:Resources
        Deployment: apiVersion!:'apps/v1' kind!:'Deployment' metadata!:Meta spec!:DeploymentSpec
        DeploymentSpec: replicas:int selector!:Selector template!:PodTemplate
        PodTemplate: metadata!:TemplateMeta spec!:PodSpec
        TemplateMeta: labels!:map annotations:map
        Pod: apiVersion!:'v1' kind!:'Pod' metadata!:Meta spec!:PodSpec
        PodSpec: containers!:[Container] initContainers:[InitContainer] volumes:[Volume]
          securityContext:PodSecurity serviceAccountName:name automountServiceAccountToken:bool
          enableServiceLinks:bool restartPolicy:'Always|OnFailure|Never'
          terminationGracePeriodSeconds:int imagePullSecrets:[NameOnly] priorityClassName:name
          nodeSelector:map tolerations:[Toleration] affinity:any topologySpreadConstraints:[Spread]
        Container: name!:label image!:string imagePullPolicy:'Always|IfNotPresent|Never'
          command:[string] args:[string] ports:[ContainerPort] env:[EnvVar] resources:Resources
          securityContext:Security volumeMounts:[Mount] livenessProbe:Probe readinessProbe:Probe
          startupProbe:Probe
        InitContainer: name!:label image!:string imagePullPolicy:'Always|IfNotPresent|Never'
          restartPolicy:'Always' args:[string] ports:[ContainerPort] env:[EnvVar] resources:Resources
          securityContext:Security volumeMounts:[Mount] livenessProbe:Probe
        ContainerPort: name:label containerPort!:int protocol:'TCP'
        EnvVar: name!:string value:string valueFrom:EnvSource
        EnvSource: fieldRef:FieldRef secretKeyRef:KeyRef configMapKeyRef:KeyRef
        FieldRef: fieldPath!:'metadata.name|metadata.namespace'
        KeyRef: name!:name key!:string optional:bool
        Resources: requests:Amounts limits:Amounts
        Amounts: cpu:quantity memory:quantity storage:quantity ephemeral-storage:quantity
        PodSecurity: runAsNonRoot:bool runAsUser:int runAsGroup:int fsGroup:int
          fsGroupChangePolicy:'OnRootMismatch|Always' seccompProfile:Seccomp
        Security: allowPrivilegeEscalation:bool capabilities:Capabilities privileged:bool
          readOnlyRootFilesystem:bool runAsNonRoot:bool runAsUser:int runAsGroup:int
          seccompProfile:Seccomp
        Seccomp: type!:'RuntimeDefault'
        Capabilities: drop!:['ALL']
        Mount: name!:label mountPath!:string readOnly:bool subPath:string
        Volume: name!:label configMap:ConfigMapVolume emptyDir:EmptyDir projected:Projected
          secret:SecretVolume persistentVolumeClaim:ClaimVolume
        ConfigMapVolume: name!:name items:[KeyPath] defaultMode:int
        EmptyDir: sizeLimit:quantity medium:'Memory'
        Projected: sources!:[Source] defaultMode:int
        Source: secret:SecretSource
        SecretSource: name!:name items!:[KeyPath]
        SecretVolume: secretName!:name items:[KeyPath] defaultMode:int
        ClaimVolume: claimName!:name readOnly:bool
        KeyPath: key!:string path!:string
        Probe: httpGet!:HttpGet initialDelaySeconds:int periodSeconds:int timeoutSeconds:int failureThreshold:int
        HttpGet: path!:string port!:port scheme:'HTTP|HTTPS'
        NameOnly: name!:name
        Toleration: key:string operator:'Exists|Equal' value:string
          effect:'NoSchedule|PreferNoSchedule|NoExecute' tolerationSeconds:int
        Spread: maxSkew!:int topologyKey!:string whenUnsatisfiable!:'DoNotSchedule|ScheduleAnyway'
          labelSelector:Selector
        """;

    public const string Others = """
        Meta: name!:name namespace:label labels:map annotations:map
        Selector: matchLabels:map matchExpressions:[Expression]
        Expression: key!:string operator!:'In|NotIn|Exists|DoesNotExist' values:[string]
        Service: apiVersion!:'v1' kind!:'Service' metadata!:Meta spec!:ServiceSpec
        ServiceSpec: type:'ClusterIP' clusterIP:'None' publishNotReadyAddresses:bool selector!:map ports!:[ServicePort]
        ServicePort: name!:label port!:int targetPort!:port protocol:'TCP'
        ConfigMap: apiVersion!:'v1' kind!:'ConfigMap' metadata!:Meta data!:map
        ServiceAccount: apiVersion!:'v1' kind!:'ServiceAccount' metadata!:Meta automountServiceAccountToken:bool
        Role: apiVersion!:'rbac.authorization.k8s.io/v1' kind!:'Role' metadata!:Meta rules!:[PolicyRule]
        PolicyRule: apiGroups!:[string] resources!:[string] verbs!:[string]
        RoleBinding: apiVersion!:'rbac.authorization.k8s.io/v1' kind!:'RoleBinding' metadata!:Meta
          roleRef!:RoleRef subjects!:[Subject]
        RoleRef: apiGroup!:'rbac.authorization.k8s.io' kind!:'Role' name!:name
        Subject: kind!:'ServiceAccount' name!:name namespace!:label
        NetworkPolicy: apiVersion!:'networking.k8s.io/v1' kind!:'NetworkPolicy' metadata!:Meta spec!:NetworkPolicySpec
        NetworkPolicySpec: podSelector!:Selector policyTypes!:['Ingress|Egress'] ingress:[IngressRule]
          egress:[EgressRule]
        IngressRule: from!:[Peer] ports!:[PolicyPort]
        EgressRule: to:[Peer] ports:[PolicyPort]
        Peer: podSelector:Selector namespaceSelector:Selector ipBlock:IpBlock
        IpBlock: cidr!:cidr except:[cidr]
        PolicyPort: port!:port protocol:'TCP|UDP' endPort:int
        PodDisruptionBudget: apiVersion!:'policy/v1' kind!:'PodDisruptionBudget' metadata!:Meta spec!:BudgetSpec
        BudgetSpec: maxUnavailable!:int unhealthyPodEvictionPolicy:'AlwaysAllow|IfHealthyBudget' selector!:Selector
        ServiceMonitor: apiVersion!:'monitoring.coreos.com/v1' kind!:'ServiceMonitor' metadata!:Meta spec!:MonitorSpec
        MonitorSpec: selector!:Selector endpoints!:[Endpoint] jobLabel:string namespaceSelector:any
        Endpoint: port!:label scheme:'http|https' path:string interval:duration scrapeTimeout:duration
          authorization:Authorization tlsConfig:TlsConfig
        Authorization: type:'Bearer' credentials!:KeyRef
        TlsConfig: ca:Authority serverName:string
        Authority: secret:KeyRef configMap:KeyRef
        PrometheusRule: apiVersion!:'monitoring.coreos.com/v1' kind!:'PrometheusRule' metadata!:Meta spec!:RuleSpec
        RuleSpec: groups!:[RuleGroup]
        RuleGroup: name!:string interval:duration rules!:[AlertingRule]
        AlertingRule: alert:string record:string expr!:string for:duration keep_firing_for:duration
          labels:map annotations:map
        """;
}
