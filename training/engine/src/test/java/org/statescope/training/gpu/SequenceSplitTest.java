package org.statescope.training.gpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.cpu.ContractRun;
import org.statescope.training.cpu.ContractedOperation;
import org.statescope.training.plain.Near;
import org.statescope.training.plain.PlainBackend;
import org.statescope.training.plain.Trial;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.trainer.BackendTrainingProgram;
import org.statescope.training.trainer.BegunStep;
import org.statescope.training.trainer.TokenBatch;
import org.statescope.training.trainer.TrainingProgram;

/// Recurrences whose sequences are cut into segments.
class SequenceSplitTest {
  private static final double SINGLE = 2e-5;
  private static final List<Integer> LENGTHS = List.of(1, 7, 64, 129);
  private static final List<Integer> SEGMENTS = List.of(1, 2, 3, 7);
  private static final Pattern SPLIT = Pattern.compile("SELECTIVE_SCAN|SCHWARZ|COMPANION");
  private static final int CHANNELS = 7;
  private static final int LONG = 4096;

  /// What rounding may part after four steps.
  private static final double LOSS = 1e-4;

  /// The same for companion forms of order 16, where the processor's kernels and a device's in one
  /// piece part by 4e-3.
  private static final double COMPANION_LOSS = 1e-2;

  private static final double RATE = 3e-3;

  private static final Parallelism LARGE = new Parallelism(132, 2);

  private static final Map<String, GpuBackend> OPEN = new HashMap<>();

  @AfterAll
  static void close() {
    OPEN.values().forEach(Backend::close);
    OPEN.clear();
  }

  private static GpuBackend open(GpuDevice.Usable device) {
    return OPEN.computeIfAbsent(device.name(), name -> device.open());
  }

  private static List<ContractedOperation> scans() {
    return Arrays.stream(ContractedOperation.values())
        .filter(kind -> SPLIT.matcher(kind.name()).find())
        .toList();
  }

  static Stream<Arguments> cases() {
    return TestDevices.usable().stream()
        .flatMap(device -> scans().stream().map(kind -> Arguments.of(device, kind)));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cases")
  void segmentsTogetherAreThePlainRecurrence(GpuDevice.Usable device, ContractedOperation kind) {
    for (int length : LENGTHS) {
      assertAgrees(device, kind, length);
    }
  }

  static Stream<Arguments> longCases() {
    return cases()
        .filter(
            arguments -> {
              String name = arguments.get()[1].toString();
              return !name.contains("PER_CHANNEL") && !name.contains("STATIC");
            });
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("longCases")
  void statesAreCarriedThroughLongSequences(GpuDevice.Usable device, ContractedOperation kind) {
    assertAgrees(device, kind, LONG);
  }

  private static void assertAgrees(GpuDevice.Usable device, ContractedOperation kind, int length) {
    try (Backend plain = new PlainBackend()) {
      ContractRun expected = run(kind, plain, length);
      for (int segments : SEGMENTS) {
        GpuBackend split = open(device).splitInto(segments);
        ContractRun actual = run(kind, split, length);
        String what = "%s of %d in %d segments, ".formatted(kind, length, segments);
        Near.assertNear(expected.outputs, actual.outputs, SINGLE, what + "output");
        for (int i = 0; i < expected.trial.inputs().size(); i++) {
          Tensor input = expected.trial.inputs().get(i);
          double[] gradients = Trial.gradients(actual.trial.inputs().get(i));
          Near.assertNear(Trial.gradients(input), gradients, SINGLE, what + input.name());
        }
      }
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("longCases")
  void theSameSegmentsGiveTheSameBits(GpuDevice.Usable device, ContractedOperation kind) {
    ContractRun one = run(kind, open(device).splitInto(3), 129);
    ContractRun other = run(kind, open(device).splitInto(3), 129);
    assertArrayEquals(one.outputs, other.outputs);
    for (int i = 0; i < one.trial.inputs().size(); i++) {
      assertArrayEquals(
          Trial.gradients(one.trial.inputs().get(i)), Trial.gradients(other.trial.inputs().get(i)));
    }
  }

  private static ContractRun run(ContractedOperation kind, Backend backend, int length) {
    return new ContractRun(kind, backend, CHANNELS, length, -1, -1, 0);
  }

  static Stream<Arguments> structures() {
    return TestDevices.usable().stream()
        .flatMap(
            device ->
                Stream.of(
                        "mamba-tiny",
                        "sc-mamba-tiny",
                        "so-mamba-tiny",
                        "routh-schwarz-tiny",
                        "routh-schwarz-dual-tiny")
                    .map(preset -> Arguments.of(device, preset)));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("structures")
  void stepsQueuedInSegmentsLearnTheSame(GpuDevice.Usable device, String preset) {
    double[] whole = losses(device.open().splitInto(1), preset);
    double[] split = losses(device.open().splitInto(3), preset);
    boolean companion = preset.startsWith("sc-") || preset.startsWith("so-");
    assertArrayEquals(whole, split, companion ? COMPANION_LOSS : LOSS);
    assertArrayEquals(split, losses(device.open().splitInto(3), preset));
  }

  private static double[] losses(GpuBackend backend, String preset) {
    RunConfiguration run = Presets.get(preset).toBuilder().batch(1).length(100).build();
    double[] losses = new double[4];
    try (TrainingProgram program = new BackendTrainingProgram(backend, run)) {
      BegunStep last = program.begin(batch(run, 0), RATE);
      for (int step = 1; step <= losses.length; step++) {
        BegunStep next = step < losses.length ? program.begin(batch(run, step), RATE) : last;
        losses[step - 1] = last.result().loss();
        last = next;
      }
    }
    return losses;
  }

  private static TokenBatch batch(RunConfiguration run, int step) {
    int vocabulary = run.model().vocabularySize();
    int[] tokens = new Random(step).ints(run.length() + 1L, 0, vocabulary).toArray();
    return new TokenBatch(tokens, 1, run.length());
  }

  @Test
  void segmentsHoldAllChunksAndNoneIsEmpty() {
    assertEquals(new Segments(1, 1), Segments.of(1, 7));
    assertEquals(new Segments(4, 2), Segments.of(8, 7));
    assertEquals(new Segments(6, 3), Segments.of(17, 7));
    for (int chunks = 1; chunks < 40; chunks++) {
      for (int wanted = 1; wanted < 12; wanted++) {
        Segments segments = Segments.of(chunks, wanted);
        assertTrue(segments.borders() * segments.chunks() < chunks);
        assertTrue(segments.count() * segments.chunks() >= chunks);
      }
    }
  }

  @Test
  void onlyWhatLeavesADeviceIdleIsSplit() {
    SequenceSplit large = SequenceSplit.over(LARGE);
    SplitPrice diagonal = new SplitPrice(1, false, 0.1, 1024);
    SplitPrice dense = new SplitPrice(17, false, 0.7, 512);
    int chunks = 128;
    long few = 1536;
    assertEquals(1, large.of(chunks, 8 * few * 16, diagonal).count());
    assertTrue(large.of(chunks, few * 16, diagonal).isSplit());
    assertTrue(large.of(chunks, few, dense).isSplit());
    assertEquals(1, large.of(chunks, 32 * few, dense).count());
    assertEquals(1, large.of(4, 16, diagonal).count());
    assertEquals(1, SequenceSplit.over(new Parallelism(0, 2)).of(chunks, 16, diagonal).count());
  }

  @Test
  void doublePrecisionIsPaidFor() {
    SplitPrice companion = new SplitPrice(3, true, 0.7, 512);
    int chunks = 128;
    long few = 1536;
    assertTrue(SequenceSplit.over(LARGE).of(chunks, few, companion).isSplit());
    SequenceSplit slow = SequenceSplit.over(new Parallelism(132, 64));
    assertEquals(1, slow.of(chunks, few, companion).count());
    Parallelism single = new Parallelism(132, 0);
    assertEquals(1, SequenceSplit.over(single).of(chunks, few, companion).count());
    assertEquals(1, SequenceSplit.into(3, single).of(chunks, few, companion).count());
  }

  static Stream<OpenClDevice> openClDevices() {
    return TestDevices.usable().stream().anyMatch(device -> device.name().startsWith("opencl"))
        ? OpenClDevice.all().stream()
        : Stream.empty();
  }

  /// A device that is said to be a large card cuts by itself, and takes what was counted for it.
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("openClDevices")
  void memoryOfSegmentsIsCounted(OpenClDevice device) {
    for (String preset : List.of("sc-mamba-tiny", "mamba-tiny", "routh-schwarz-tiny")) {
      RunConfiguration run = Presets.get(preset).toBuilder().batch(1).length(256).build();
      long whole = counted(Parallelism.NONE, run);
      long cut = counted(LARGE, run);
      assertTrue(cut > whole, preset);
      GpuBackend backend = new GpuBackend(large(OpenClRuntime.open(device)), run.precision());
      try (TrainingProgram program = new BackendTrainingProgram(backend, run)) {
        assertEquals(cut, backend.neededBytes(), preset);
        program.trainStep(batch(run, 0), RATE);
        assertEquals(cut, backend.allocatedBytes(), preset);
      }
    }
  }

  private static long counted(Parallelism device, RunConfiguration run) {
    return GpuMemory.neededBy(
        device, run.precision(), backend -> new BackendTrainingProgram(backend, run));
  }

  private static GpuRuntime large(GpuRuntime runtime) {
    return (GpuRuntime)
        Proxy.newProxyInstance(
            SequenceSplitTest.class.getClassLoader(),
            new Class<?>[] {GpuRuntime.class},
            (proxy, method, arguments) ->
                method.getName().equals("parallelism") ? LARGE : method.invoke(runtime, arguments));
  }
}
