package org.statescope.training.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.training.run.CanonicalForm;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.HeadConfiguration;
import org.statescope.training.run.InstabilityPolicy;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.Presets;
import org.statescope.training.run.Readout;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;
import org.statescope.training.run.Sharing;
import org.statescope.training.run.TextConfiguration;

class CommandLineTest {
  @TempDir private Path folder;

  private Object[] small(Object... more) {
    Object[] start = {
      "train",
      "--preset",
      "mamba-tiny",
      "--batch",
      2,
      "--length",
      16,
      "--steps",
      12,
      "--evaluation-batches",
      1,
      "--runs-dir",
      folder.resolve("runs")
    };
    return Stream.concat(Stream.of(start), Stream.of(more)).toArray();
  }

  private void assertNoRun() {
    assertFalse(Files.exists(folder.resolve("runs")), "A refused run leaves no folder.");
  }

  @Test
  void aRunTrainsIntoANewFolderAndSaysWhere() throws IOException {
    CommandResult result = CommandResult.of(small());
    assertEquals(ExitCode.OK, result.exitCode(), result.err());
    RunFolder run = onlyRun();
    assertTrue(result.out().contains("Run folder " + run.path()), result.out());
    assertTrue(result.out().contains("Finished after 12 steps."), result.out());
    assertTrue(result.out().contains("loss "), result.out());
    assertTrue(result.out().contains("tokens/s"), result.out());
    assertEquals(RunState.FINISHED, run.status().state());
    assertEquals(2, run.configuration().batch());
    assertTrue(run.manifest().provenance().versions().containsKey("statescope"));
    assertFalse(run.manifest().provenance().versions().get("nd4j").contains("$"));
  }

  @Test
  void givenThreadsAreWrittenDownForResuming() throws IOException {
    CommandResult result = CommandResult.of(small("--threads", 3));
    assertEquals(ExitCode.OK, result.exitCode(), result.err());
    assertEquals(3, onlyRun().manifest().provenance().threads());
  }

  @Test
  void aRunWithoutThreadsIsRefused() {
    CommandResult result = CommandResult.of(small("--threads", 0));
    assertEquals(ExitCode.USAGE, result.exitCode());
    assertTrue(result.err().contains("--threads must be at least 1, not 0."), result.err());
    assertNoRun();
  }

  private RunFolder onlyRun() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      List<Path> all = runs.toList();
      assertEquals(1, all.size());
      return RunFolder.open(all.getFirst());
    }
  }

  @Test
  void everyOptionReachesTheConfiguration() throws IOException {
    Path text = Files.writeString(folder.resolve("t.txt"), "Call me Ishmael. ".repeat(100));
    CommandResult result =
        CommandResult.of(
            small(
                "--text",
                text,
                "--name",
                "my run",
                "--learning-rate",
                "0.25",
                "--warmup-steps",
                "2",
                "--seed",
                "77",
                "--evaluate-every",
                "4",
                "--checkpoint-every",
                "6",
                "--keep-checkpoints",
                "0",
                "--dynamics-every",
                "3",
                "--on-instability",
                "continue",
                "--model-width",
                "32",
                "--layers",
                "3",
                "--order",
                "5",
                "--expand",
                "1",
                "--convolution-width",
                "2",
                "--device",
                "cpu"));
    assertEquals(ExitCode.OK, result.exitCode(), result.err());
    var run = onlyRun().configuration();
    assertEquals(text.toString(), run.text().source());
    assertEquals("my run", run.name());
    assertEquals(0.25, run.optimizer().learningRate());
    assertEquals(2, run.optimizer().warmupSteps());
    assertEquals(77, run.seed());
    assertEquals(List.of(6L, 12L), onlyRun().checkpoints().stream().map(Checkpoint::step).toList());
    assertEquals(32, run.model().modelWidth());
    assertEquals(2, run.model().stepRank());
    assertEquals(3, run.model().layers());
    assertEquals(5, run.model().order());
    assertEquals(32, run.model().channels());
    assertEquals(2, run.model().convolutionWidth());
    assertEquals(InstabilityPolicy.CONTINUE, run.onInstability());
  }

  @Test
  void theOptionsOfACanonicalFormReachTheConfiguration() throws IOException {
    ModelConfiguration model =
        trained(
            "so-mamba-tiny",
            "--coefficients",
            "free",
            "--sharing",
            "channel",
            "--readout",
            "static",
            "--discretisation",
            "bilinear");
    assertEquals(
        new CanonicalForm(CoefficientParameterisation.FREE, Sharing.CHANNEL, Readout.STATIC),
        model.canonical());
    assertEquals(Discretisation.BILINEAR, model.discretisation());
  }

  @Test
  void theOptionsOfHeadsReachTheConfiguration() throws IOException {
    ModelConfiguration model =
        trained(
            "st-mamba2-tiny",
            "--head-width",
            "32",
            "--groups",
            "2",
            "--chunk-length",
            "16",
            "--decay",
            "projected");
    assertEquals(new HeadConfiguration(32, 2, 16, DecayParameterisation.PROJECTED), model.heads());
  }

  @Test
  void anOptionThatTheStructureHasNotIsRefused() {
    CommandResult.assertOneSentence(
        ExitCode.USAGE, "no sharing to choose", small("--sharing", "channel"));
    CommandResult.assertOneSentence(ExitCode.USAGE, "no decay to choose", small("--decay", "free"));
    CommandResult.assertOneSentence(
        ExitCode.USAGE, "choose one of layer, channel", small("--sharing", "nobody"));
    assertNoRun();
  }

  private ModelConfiguration trained(String preset, Object... options) throws IOException {
    Object[] start = {
      "train",
      "--preset",
      preset,
      "--batch",
      2,
      "--length",
      16,
      "--steps",
      2,
      "--evaluation-batches",
      1,
      "--runs-dir",
      folder.resolve("runs")
    };
    CommandResult result =
        CommandResult.of(Stream.concat(Stream.of(start), Stream.of(options)).toArray());
    assertEquals(ExitCode.OK, result.exitCode(), result.err());
    return onlyRun().configuration().model();
  }

  @Test
  void resumingGoesOnAndBothWaysOfSayingItAreTheSame() throws IOException {
    Path run = folder.resolve("run");
    CommandResult.of(small("--run-dir", run));
    CommandResult again = CommandResult.of("resume", run);
    assertEquals(ExitCode.OK, again.exitCode());
    assertTrue(again.out().contains("name more --steps"), again.out());
    assertEquals(ExitCode.OK, CommandResult.of("resume", run, "--steps", 15).exitCode());
    assertEquals(15, RunFolder.open(run).status().lastStep());
    assertEquals(ExitCode.OK, CommandResult.of("train", "--resume", run, "--steps", 18).exitCode());
    assertEquals(18, RunFolder.open(run).status().lastStep());
    CommandResult.assertOneSentence(
        ExitCode.USAGE, "has done 18 steps already", "resume", run, "--steps", 5);
  }

  @Test
  void aQueuedRunIsBegunByResume() throws IOException {
    RunFolder queued =
        RunFolder.create(
            folder, Presets.get("mamba-tiny").toBuilder().batch(1).length(8).steps(3).build());
    assertEquals(ExitCode.OK, CommandResult.of("resume", queued.path()).exitCode());
    assertEquals(RunState.FINISHED, queued.status().state());
  }

  @Test
  void aQueuedRunWhoseTextIsGoneFailsWithItsReasonInTheStatus() throws IOException {
    RunFolder queued =
        RunFolder.create(
            folder,
            Presets.get("mamba-tiny").toBuilder()
                .text(TextConfiguration.bytesOf(folder.resolve("gone.txt").toString()))
                .build());
    CommandResult.assertOneSentence(ExitCode.BAD_INPUT, "gone.txt", "resume", queued.path());
    assertEquals(RunState.FAILED, queued.status().state());
    assertTrue(queued.status().reason().contains("gone.txt"));
  }

  @Test
  void aTextThatChangedSinceTheRunBeganIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("t.txt"), "abcdefgh ".repeat(200));
    Path run = folder.resolve("run");
    CommandResult.of(small("--run-dir", run, "--text", text));
    Files.writeString(text, "x", StandardOpenOption.APPEND);
    CommandResult.assertOneSentence(
        ExitCode.BAD_INPUT, "is not the one that the run", "resume", run, "--steps", 20);
  }

  @Test
  void anUnknownPresetIsRefusedWithTheKnownOnes() {
    CommandResult.assertOneSentence(
        ExitCode.USAGE,
        "choose one of " + String.join(", ", Presets.names()),
        "train",
        "--preset",
        "mamba-huge");
    CommandResult.assertOneSentence(ExitCode.USAGE, String.join(", ", Presets.names()), "train");
  }

  @Test
  void anUnknownOptionIsRefusedWithTheKnownOnes() {
    CommandResult.assertOneSentence(
        ExitCode.USAGE, "--learning-rate", small("--learning-rat", "1"));
    CommandResult.assertOneSentence(ExitCode.USAGE, "--learning-rate", small("--wat"));
    CommandResult.assertOneSentence(ExitCode.USAGE, "--steps", "resume", folder, "--wat");
    CommandResult.assertOneSentence(ExitCode.USAGE, "--help", "presets", "--wat");
    assertNoRun();
  }

  @Test
  void anUnknownCommandIsRefusedWithTheKnownOnes() {
    CommandResult.assertOneSentence(
        ExitCode.USAGE, "train, resume, presets, devices, estimate, runs", "trian");
    CommandResult.assertOneSentence(
        ExitCode.USAGE, "train, resume, presets, devices, estimate, runs");
  }

  static List<List<String>> wrongValues() {
    return List.of(
        List.of("--steps", "0"),
        List.of("--steps", "many"),
        List.of("--steps", "-5"),
        List.of("--batch", "0"),
        List.of("--batch", "99999999999"),
        List.of("--length", "0"),
        List.of("--learning-rate", "0"),
        List.of("--learning-rate", "NaN"),
        List.of("--warmup-steps", "-1"),
        List.of("--evaluate-every", "0"),
        List.of("--keep-checkpoints", "-1"),
        List.of("--coefficients", "wild"),
        List.of("--d-model", "0"),
        List.of("--device", "abacus"),
        List.of("--name", " "),
        List.of("--seed"),
        List.of("--text", ""));
  }

  @ParameterizedTest
  @MethodSource("wrongValues")
  void aWrongValueIsRefusedInOneSentenceAndLeavesNoRun(List<String> option) {
    CommandResult result = CommandResult.of(small(option.toArray()));
    assertEquals(ExitCode.USAGE, result.exitCode(), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertNoRun();
  }

  @Test
  void textsThatCannotBeLearnedFromAreRefusedAndLeaveNoRun() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.txt"));
    Path zeros = Files.write(folder.resolve("zeros.bin"), new byte[5000]);
    Path shorter = Files.writeString(folder.resolve("short.txt"), "Too short.");
    Path nothing = Files.createDirectory(folder.resolve("nothing"));
    CommandResult.assertOneSentence(
        ExitCode.BAD_INPUT, "no-such", small("--text", folder.resolve("no-such")));
    CommandResult.assertOneSentence(ExitCode.BAD_INPUT, "is empty", small("--text", empty));
    CommandResult.assertOneSentence(ExitCode.BAD_INPUT, "not UTF-8 text", small("--text", zeros));
    CommandResult.assertOneSentence(ExitCode.BAD_INPUT, "too short", small("--text", shorter));
    CommandResult.assertOneSentence(
        ExitCode.BAD_INPUT, "holds no text files", small("--text", nothing));
    CommandResult.assertOneSentence(
        ExitCode.BAD_INPUT, "moby-dick", small("--text", "bundled:ulysses"));
    assertNoRun();
  }

  @Test
  void aFolderThatHoldsARunOrSomethingElseIsNotTaken() throws IOException {
    Path run = folder.resolve("run");
    CommandResult.of(small("--run-dir", run));
    CommandResult.assertOneSentence(
        ExitCode.BAD_INPUT, "holds a run already: go on with", small("--run-dir", run));
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("thesis.tex"), "x");
    CommandResult.assertOneSentence(ExitCode.BAD_INPUT, "is not empty", small("--run-dir", other));
  }

  @Test
  void runFoldersThatCannotBeReadAreRefused() throws IOException {
    CommandResult.assertOneSentence(
        ExitCode.BAD_INPUT, "no run folder", "resume", folder.resolve("none"));
    CommandResult.assertOneSentence(ExitCode.BAD_INPUT, "is not a run folder", "resume", folder);
    RunFolder run = RunFolder.create(folder, Presets.get("mamba-tiny"));
    Path manifest = run.path().resolve("run.json");
    byte[] bytes = Files.readAllBytes(manifest);
    Files.write(manifest, Arrays.copyOf(bytes, bytes.length / 2));
    CommandResult.assertOneSentence(
        ExitCode.BAD_INPUT, "run.json is damaged", "resume", run.path());
  }

  @Test
  void aRunFolderInUseIsRefused() throws IOException {
    RunFolder run = RunFolder.create(folder, Presets.get("mamba-tiny"));
    try (var lock = run.lock()) {
      CommandResult.assertOneSentence(
          ExitCode.BAD_INPUT, "is in use by process", "resume", run.path());
    }
    assertEquals(RunState.QUEUED, run.status().state());
  }

  @Test
  void runsAreListedWithStateAndPerplexityAndDamagedOnesAreNamed() throws IOException {
    Path runs = folder.resolve("runs");
    CommandResult.of(small("--name", "first"));
    Path queued = RunFolder.create(runs, Presets.get("sc-mamba-tiny")).path();
    CommandResult listed = CommandResult.of("runs", runs);
    assertEquals(ExitCode.OK, listed.exitCode());
    assertTrue(listed.out().contains("first"), listed.out());
    assertTrue(listed.out().contains("finished"), listed.out());
    assertTrue(listed.out().contains("queued"), listed.out());
    assertTrue(listed.out().contains("12/12"), listed.out());
    Files.writeString(queued.resolve("run.json"), "{", StandardCharsets.UTF_8);
    CommandResult damaged = CommandResult.of("runs", runs);
    assertEquals(ExitCode.BAD_INPUT, damaged.exitCode());
    assertTrue(damaged.out().contains("first"), damaged.out());
    assertEquals(1, damaged.err().lines().count(), damaged.err());
    CommandResult.assertOneSentence(
        ExitCode.BAD_INPUT, "There is no folder", "runs", folder.resolve("none"));
  }

  @Test
  void presetsAreListedWithTheirParameterCounts() {
    CommandResult result = CommandResult.of("presets");
    assertEquals(ExitCode.OK, result.exitCode());
    for (String name : Presets.names()) {
      long count = Presets.get(name).model().parameterCount();
      String line =
          result
              .out()
              .lines()
              .filter(each -> each.startsWith(name + " "))
              .findFirst()
              .orElseThrow();
      assertTrue(line.contains("%,d".formatted(count)), line);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "resume",
        "presets",
        "devices",
        "estimate",
        "runs",
        "experiment",
        "analyse",
        "inspect",
        "export",
        "evaluate",
        "generate",
        "trace"
      })
  void everyCommandExplainsItself(String command) {
    CommandResult result = CommandResult.of(command, "--help");
    assertEquals(ExitCode.OK, result.exitCode());
    assertTrue(result.out().startsWith("Usage: statescope " + command), result.out());
    assertEquals(ExitCode.OK, CommandResult.of("--help").exitCode());
    assertTrue(
        CommandResult.of("--version").out().contains("statescope 0."),
        CommandResult.of("--version").out());
  }
}
