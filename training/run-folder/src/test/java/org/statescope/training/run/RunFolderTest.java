package org.statescope.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {
  @TempDir private Path runs;

  private static RunConfiguration configuration() {
    return Presets.get("sc-mamba-tiny");
  }

  @Test
  void aCreatedFolderIsQueuedAndReadsBackItsConfiguration() throws IOException {
    RunFolder created = RunFolder.create(runs, configuration());
    RunFolder opened = RunFolder.open(created.path());
    assertEquals(configuration(), opened.configuration());
    assertEquals(RunState.QUEUED, opened.status().state());
    assertEquals(configuration().steps(), opened.status().totalSteps());
    assertTrue(created.path().getFileName().toString().endsWith("_sc-mamba_moby-dick"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyConfigurationSurvivesItsJson(long seed) throws IOException {
    RunConfiguration written = randomConfiguration(new Random(seed));
    assertEquals(written, RunFolder.create(runs, written).configuration());
  }

  private static RunConfiguration randomConfiguration(Random random) {
    ModelConfiguration model = ModelConfigurationTest.random(random);
    double peak = random.nextDouble() + 1e-9;
    OptimizerConfiguration optimizer =
        new OptimizerConfiguration(
            peak,
            peak * random.nextDouble(),
            random.nextInt(1000),
            random.nextDouble(),
            random.nextDouble(),
            random.nextDouble() + 1e-12,
            random.nextDouble(),
            random.nextDouble() + 1e-12);
    return new RunConfiguration(
        "Läufe \"Ω\" " + random.nextInt(),
        "none",
        model,
        optimizer,
        TextConfiguration.bytesOf("/some where/" + random.nextInt() + "/ü.txt"),
        3 * (1 + random.nextInt(64)),
        1 + random.nextInt(5000),
        random.nextBoolean() ? 1 : 3,
        1 + random.nextLong(1L << 40),
        1 + random.nextInt(1000),
        1 + random.nextInt(100),
        1 + random.nextInt(1000),
        random.nextInt(10),
        1 + random.nextInt(1000),
        random.nextBoolean() ? InstabilityPolicy.STOP : InstabilityPolicy.CONTINUE,
        random.nextLong(),
        "cpu",
        MatrixPrecision.values()[random.nextInt(MatrixPrecision.values().length)],
        random.nextBoolean() ? null : "/parent/run");
  }

  @Test
  void jsonUsesSnakeCaseKeysAndKebabCaseValues() throws IOException {
    String json =
        Files.readString(RunFolder.create(runs, configuration()).path().resolve("run.json"));
    assertTrue(json.contains("\"model_width\" : 128"), json);
    assertTrue(json.contains("\"structure\" : \"sc-mamba\""), json);
  }

  @Test
  void runsOfTheSameSecondGetDifferentFolders() throws IOException {
    Set<Path> paths = new TreeSet<>();
    for (int i = 0; i < 5; i++) {
      paths.add(RunFolder.create(runs, configuration()).path());
    }
    assertEquals(5, paths.size());
  }

  @Test
  void aFolderWithSomethingInItIsNotTaken() throws IOException {
    Path folder = Files.createDirectory(runs.resolve("mine"));
    Files.writeString(folder.resolve("thesis.tex"), "x");
    assertThrows(
        FileAlreadyExistsException.class, () -> RunFolder.createAt(folder, configuration()));
    assertEquals(List.of("thesis.tex"), namesIn(folder));
    assertEquals(List.of("mine"), namesIn(runs));
  }

  @Test
  void anEmptyFolderIsTaken() throws IOException {
    Path folder = Files.createDirectory(runs.resolve("empty"));
    assertEquals(folder, RunFolder.createAt(folder, configuration()).path());
  }

  @Test
  void whatIsNoRunFolderIsRefusedInOneSentence() throws IOException {
    assertSentence("There is no run folder", runs.resolve("nowhere"));
    assertSentence("is not a run folder", Files.createDirectory(runs.resolve("plain")));
  }

  @Test
  void aHalfWrittenManifestIsRefusedInOneSentence() throws IOException {
    RunFolder run = RunFolder.create(runs, configuration());
    Path manifest = run.path().resolve("run.json");
    String whole = Files.readString(manifest);
    for (int length = 0; length < whole.length() - 3; length += 37) {
      Files.writeString(manifest, whole.substring(0, length));
      assertSentence("run.json", run.path());
    }
  }

  @Test
  void aManifestWithAnImpossibleValueIsRefusedInOneSentence() throws IOException {
    RunFolder run = RunFolder.create(runs, configuration());
    Path manifest = run.path().resolve("run.json");
    String broken = Files.readString(manifest).replace("\"batch\" : 8", "\"batch\" : 0");
    Files.writeString(manifest, broken);
    assertSentence("The batch is 0", run.path());
  }

  @Test
  void aNewerLayoutIsRefusedInOneSentence() throws IOException {
    RunFolder run = RunFolder.create(runs, configuration());
    Path manifest = run.path().resolve("run.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"format\" : 1", "\"format\" : 99"));
    assertSentence("use a newer Statescope", run.path());
  }

  private static void assertSentence(String part, Path folder) {
    RunFolderException failure =
        assertThrows(RunFolderException.class, () -> RunFolder.open(folder));
    assertTrue(failure.getMessage().contains(part), failure.getMessage());
    assertEquals(1, failure.getMessage().lines().count(), failure.getMessage());
  }

  @Test
  void provenanceIsKeptBesideTheConfiguration() throws IOException {
    RunFolder run = RunFolder.create(runs, configuration());
    RunProvenance provenance =
        new RunProvenance(
            new TreeMap<>(Map.of("java", "25")), "a processor", 2, new TextFingerprint(3, "abc"));
    run.recordProvenance(provenance);
    assertEquals(provenance, run.manifest().provenance());
    assertEquals(configuration(), run.configuration());
  }

  @Test
  void commandsAreFilesThatObeyingRemoves() throws IOException {
    RunFolder run = RunFolder.create(runs, configuration());
    for (Command command : Command.values()) {
      run.send(command);
      assertTrue(run.pendingCommands().contains(command));
      assertTrue(Files.exists(run.path().resolve("commands").resolve(command.fileName())));
      run.obey(command);
      assertEquals(Set.of(), run.pendingCommands());
    }
  }

  @Test
  void theLastOfPauseAndResumeCounts() throws IOException {
    RunFolder run = RunFolder.create(runs, configuration());
    run.send(Command.PAUSE);
    run.send(Command.RESUME);
    assertEquals(Set.of(Command.RESUME), run.pendingCommands());
    run.send(Command.PAUSE);
    assertEquals(Set.of(Command.PAUSE), run.pendingCommands());
  }

  @Test
  void commandsForAnEarlierTrainerAreDiscarded() throws IOException {
    RunFolder run = RunFolder.create(runs, configuration());
    run.send(Command.STOP);
    Path stop = run.path().resolve("commands").resolve("stop");
    Files.setLastModifiedTime(stop, FileTime.from(Instant.now().minusSeconds(60)));
    run.send(Command.CHECKPOINT_NOW);
    run.discardCommandsBefore(Instant.now().minusSeconds(30));
    assertEquals(Set.of(Command.CHECKPOINT_NOW), run.pendingCommands());
  }

  @Test
  void checkpointsAppearWholeAndInOrder() throws IOException {
    RunFolder run = RunFolder.create(runs, configuration());
    for (long step : new long[] {1000, 20, 300, 123_456_789_012L}) {
      run.newCheckpoint(step, aside -> Files.writeString(aside.resolve("state.json"), "{}"));
    }
    List<Long> steps = run.checkpoints().stream().map(Checkpoint::step).toList();
    assertEquals(List.of(20L, 300L, 1000L, 123_456_789_012L), steps);
    assertEquals(123_456_789_012L, run.latestCheckpoint().orElseThrow().step());
    assertTrue(Files.exists(run.checkpoints().getFirst().state()));
  }

  @Test
  void aCheckpointThatFailsLeavesNothingBehind() throws IOException {
    RunFolder run = RunFolder.create(runs, configuration());
    assertThrows(
        IOException.class,
        () ->
            run.newCheckpoint(
                7,
                aside -> {
                  Files.writeString(aside.resolve("model.safetensors"), "half");
                  throw new IOException("No space left on device");
                }));
    assertEquals(List.of(), run.checkpoints());
    assertEquals(List.of(), namesIn(run.path().resolve("checkpoints")));
  }

  @Test
  void anUnfinishedCheckpointOfAKilledTrainerIsNotSeenAndIsRemoved() throws IOException {
    RunFolder run = RunFolder.create(runs, configuration());
    Path left = run.path().resolve("checkpoints").resolve(".aside-42-step-00000005");
    Files.createDirectories(left);
    Files.writeString(left.resolve("model.safetensors"), "half");
    assertEquals(List.of(), run.checkpoints());
    run.removeLeftovers();
    assertFalse(Files.exists(left));
  }

  @Test
  void removingACheckpointLeavesTheOthers() throws IOException {
    RunFolder run = RunFolder.create(runs, configuration());
    Checkpoint first = run.newCheckpoint(1, aside -> Files.writeString(aside.resolve("a"), "1"));
    Checkpoint second = run.newCheckpoint(2, aside -> Files.writeString(aside.resolve("a"), "2"));
    run.removeCheckpoint(first);
    assertEquals(List.of(second), run.checkpoints());
    assertEquals(List.of("step-00000002"), namesIn(run.path().resolve("checkpoints")));
  }

  @Test
  void nothingBringsBackAPartOfARemovedFolder() throws IOException {
    RunFolder run = RunFolder.create(runs, configuration());
    DurableFiles.deleteTree(run.path());
    assertThrows(RunFolderException.class, () -> run.send(Command.STOP));
    assertThrows(
        RunFolderException.class,
        () -> run.newCheckpoint(1, aside -> Files.writeString(aside.resolve("a"), "1")));
    assertFalse(Files.exists(run.path()));
  }

  @Test
  void aReaderNeverSeesHalfAStatusWhileItIsRewritten() throws Exception {
    RunFolder run = RunFolder.create(runs, configuration());
    RunStatus status = run.status();
    List<Exception> failures = new ArrayList<>();
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    while (!Thread.interrupted()) {
                      run.status();
                    }
                  } catch (IOException e) {
                    failures.add(e);
                  }
                });
    for (int i = 0; i < 300; i++) {
      run.writeStatus(status);
    }
    reader.interrupt();
    reader.join();
    // The interrupt itself may close a channel in mid-read; that is no half file.
    failures.removeIf(failure -> failure instanceof ClosedByInterruptException);
    assertEquals(List.of(), failures);
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
