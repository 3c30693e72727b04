package org.statescope.training.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.training.experiment.RunWorkers;
import org.statescope.training.experiment.report.ReportFiles;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;
import org.statescope.training.trainer.BigramProgram;

/// Whole experiments through the command line; each run is a process of its own.
class ExperimentCommandTest {
  private static final RunWorkers BIGRAM = new WorkerProcesses(TrainerProcess.Bigram.class);

  @TempDir private Path folder;

  private static CommandResult execute(RunWorkers workers, List<Object> arguments) {
    return CommandResult.of((run, threads) -> new BigramProgram(run), workers, arguments);
  }

  /// Two variants of one or more seeds with the bigram model, half a second for each run.
  private static List<Object> bigram(Path out, Object... more) {
    return arguments(
        "--out",
        out,
        "--variants",
        "sc-mamba,mamba",
        "--batch",
        2,
        "--length",
        16,
        "--learning-rate",
        5,
        "--evaluation-batches",
        2,
        more);
  }

  private static List<Object> arguments(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("experiment", "s-mamba-vs-mamba"));
    for (Object argument : arguments) {
      all.addAll(argument instanceof Object[] more ? List.of(more) : List.of(argument));
    }
    return all;
  }

  private static void assertOneSentence(int exitCode, String part, List<Object> arguments) {
    CommandResult result = execute(BIGRAM, arguments);
    assertEquals(exitCode, result.exitCode(), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(result.err().contains(part), result.err());
  }

  private static RunFolder run(Path out, String name) throws IOException {
    return RunFolder.open(out.resolve("runs").resolve(name));
  }

  @Test
  void theRealModelsTrainAndAreReported() throws Exception {
    Path out = folder.resolve("experiment");
    CommandResult result =
        execute(
            new WorkerProcesses(Statescope.class),
            arguments(
                "--out",
                out,
                "--variants",
                "mamba,sc-mamba",
                "--seeds",
                2,
                "--d-model",
                16,
                "--layers",
                2,
                "--order",
                4,
                "--batch",
                2,
                "--length",
                16,
                "--steps",
                8,
                "--evaluate-every",
                4,
                "--evaluation-batches",
                2));
    assertEquals(ExitCode.OK, result.exitCode(), result.err() + result.out());
    assertTrue(result.out().contains("4/4 sc-mamba-seed-2  finished"), result.out());
    Path report = out.resolve("report");
    ReportFiles.assertSound(report);
    for (String figure :
        List.of("perplexity-curves", "perplexity", "poles-mamba", "poles-sc-mamba")) {
      assertTrue(Files.exists(report.resolve("figures").resolve(figure + ".svg")), figure);
    }
    Path results = report.resolve("results.csv");
    assertEquals("2", ReportFiles.cell(results, "seeds_finished", "sc-mamba"));
    double perplexity =
        Double.parseDouble(ReportFiles.cell(results, "perplexity_mean", "sc-mamba"));
    assertTrue(perplexity > 1 && perplexity < 300, "perplexity " + perplexity);
    // 2 layers of 32 channels of 4 states for Mamba, before and after, and 2 layers of 4 for
    // SC-Mamba; two seeds of each; and the header.
    assertEquals(
        1 + 2 * 2 * 2 * (32 * 4 + 4), ReportFiles.rows(report.resolve("poles.csv")).size());
    if (OS.LINUX.isCurrentOs()) {
      assertTrue(
          Long.parseLong(ReportFiles.cell(results, "peak_resident_bytes", "mamba")) > 10_000_000);
    }
    String manifest = Files.readString(out.resolve("experiment.json"));
    assertTrue(manifest.contains("\"kind\" : \"s-mamba-vs-mamba\""), manifest);
    assertTrue(manifest.contains("\"seeds\" : [ 1, 2 ]"), manifest);
  }

  @Test
  void aFinishedExperimentIsNotTrainedAgainAndMoreSeedsAreAdded() throws Exception {
    Path out = folder.resolve("experiment");
    assertEquals(0, execute(BIGRAM, bigram(out, "--seeds", 1, "--steps", 6)).exitCode());
    String before = Files.readString(out.resolve("runs/mamba-seed-1/status.json"));
    CommandResult again = execute(BIGRAM, bigram(out, "--seeds", 2, "--steps", 6));
    assertEquals(ExitCode.OK, again.exitCode(), again.err());
    assertEquals(before, Files.readString(out.resolve("runs/mamba-seed-1/status.json")));
    assertTrue(again.out().contains("1/4 mamba-seed-1  finished before"), again.out());
    assertEquals(RunState.FINISHED, run(out, "sc-mamba-seed-2").status().state());
    assertOneSentence(
        ExitCode.BAD_INPUT, "mamba with steps 6, not 7", bigram(out, "--seeds", 2, "--steps", 7));
    assertOneSentence(
        ExitCode.BAD_INPUT, "the seeds [1, 2], not [1]", bigram(out, "--seeds", 1, "--steps", 6));
  }

  @Test
  void aRunThatFailsLeavesTheOthersAlone() throws Exception {
    Path out = folder.resolve("experiment");
    RunWorkers oneFails =
        (runFolder, output) ->
            runFolder.endsWith("sc-mamba-seed-1")
                ? new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-no")
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start()
                : BIGRAM.start(runFolder, output);
    List<Object> command = bigram(out, "--seeds", 2, "--steps", 6);
    CommandResult result = execute(oneFails, command);
    assertEquals(ExitCode.RUN_FAILED, result.exitCode(), result.out());
    assertEquals(
        "1 runs are not finished: sc-mamba-seed-1. The same command tries them again.",
        result.err().strip());
    assertTrue(result.out().contains("with exit code 1; see "), result.out());
    for (String name : List.of("mamba-seed-1", "mamba-seed-2", "sc-mamba-seed-2")) {
      assertEquals(RunState.FINISHED, run(out, name).status().state(), name);
    }
    ReportFiles.assertSound(out.resolve("report"));
    CommandResult again = execute(BIGRAM, command);
    assertEquals(ExitCode.OK, again.exitCode(), again.err());
    assertEquals(RunState.FINISHED, run(out, "sc-mamba-seed-1").status().state());
  }

  @Test
  void anExperimentThatIsKilledGoesOnToTheSameResults() throws Exception {
    Object[] options = {"--seeds", 1, "--steps", 400, "--checkpoint-every", 3};
    Path undisturbed = folder.resolve("undisturbed");
    assertEquals(0, execute(BIGRAM, bigram(undisturbed, options)).exitCode());
    Path killed = folder.resolve("killed");
    List<Object> command = bigram(killed, options);
    killAtCheckpoint(command, killed.resolve("runs/mamba-seed-1"), true);
    // The second time the trainer survives its experiment, and the next command lets it finish.
    killAtCheckpoint(command, killed.resolve("runs/sc-mamba-seed-1"), false);
    CommandResult last = execute(BIGRAM, command);
    assertEquals(ExitCode.OK, last.exitCode(), last.err());
    for (String variant : List.of("mamba", "sc-mamba")) {
      assertEquals(
          ReportFiles.cell(undisturbed.resolve("report/results.csv"), "perplexity_mean", variant),
          ReportFiles.cell(killed.resolve("report/results.csv"), "perplexity_mean", variant));
    }
    ReportFiles.assertSound(killed.resolve("report"));
  }

  private static void killAtCheckpoint(List<Object> command, Path run, boolean withTrainer)
      throws Exception {
    TrainerProcess process =
        TrainerProcess.start(
            TrainerProcess.command(TrainerProcess.Bigram.class, command.toArray()));
    while (!RunFolder.isRunFolder(run) || RunFolder.open(run).latestCheckpoint().isEmpty()) {
      assertTrue(process.isAlive(), "The experiment ended before it was killed.");
      Thread.sleep(5);
    }
    if (withTrainer) {
      process.killWithChildren();
    } else {
      process.kill();
    }
    process.await();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void anInterruptedExperimentHasACheckpointAndAReport() throws Exception {
    Path out = folder.resolve("experiment");
    List<Object> command = bigram(out, "--seeds", 1, "--steps", 1_000_000);
    TrainerProcess process =
        TrainerProcess.start(
            TrainerProcess.command(TrainerProcess.Bigram.class, command.toArray()));
    Path first = out.resolve("runs/mamba-seed-1");
    while (!RunFolder.isRunFolder(first) || RunFolder.open(first).status().lastStep() < 5) {
      assertTrue(process.isAlive());
      Thread.sleep(20);
    }
    CommandResult second = execute(BIGRAM, command);
    assertEquals(ExitCode.BAD_INPUT, second.exitCode(), second.out());
    assertTrue(second.err().contains("is being trained by another command"), second.err());
    new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();
    TrainerProcess.Ended ended = process.await();
    assertEquals(143, ended.exitCode(), ended.text());
    assertTrue(ended.text().contains("the same command goes on"), ended.text());
    RunFolder stopped = RunFolder.open(first);
    assertEquals(RunState.STOPPED, stopped.status().state());
    assertEquals(stopped.status().lastStep(), stopped.latestCheckpoint().orElseThrow().step());
    assertFalse(stopped.status().isAlive());
    ReportFiles.assertSound(out.resolve("report"));
  }

  @Test
  void wrongUseIsOneSentenceAndLeavesNoFolder() {
    Path out = folder.resolve("none");
    assertOneSentence(
        ExitCode.USAGE,
        "There is no experiment 'x': choose one of s-mamba-vs-mamba, st-mamba2-vs-mamba2.",
        List.of("experiment", "x", "--out", out));
    assertOneSentence(ExitCode.USAGE, "--out", List.of("experiment", "s-mamba-vs-mamba"));
    assertOneSentence(
        ExitCode.USAGE,
        "There is no preset 'transformer-tiny': choose one of mamba-tiny",
        arguments("--out", out, "--variants", "mamba,transformer"));
    assertOneSentence(
        ExitCode.USAGE,
        "compares with mamba",
        arguments("--out", out, "--variants", "sc-mamba,sc-mamba"));
    assertOneSentence(
        ExitCode.USAGE, "at least 2 variants", arguments("--out", out, "--variants", "mamba"));
    assertOneSentence(ExitCode.USAGE, "must be at least 1", arguments("--out", out, "--seeds", 0));
    assertOneSentence(
        ExitCode.USAGE, "presets of size huge", arguments("--out", out, "--size", "huge"));
    assertFalse(Files.exists(out));
  }

  @Test
  void aFolderWithOtherThingsInItIsRefused() throws IOException {
    Files.writeString(folder.resolve("letter.txt"), "not yours");
    assertOneSentence(ExitCode.BAD_INPUT, "is not empty and holds no experiment", bigram(folder));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }
}
