package org.statescope.training.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;

/// Signals and a disk that takes no more, as a user's shell and machine send them.
@DisabledOnOs(OS.WINDOWS)
class InterruptionTest {
  @TempDir private Path runs;

  private List<String> train(Path folder, Object... more) {
    Object[] start = {
      "train", "--run-dir", folder, "--preset", "mamba-tiny", "--batch", 2, "--length", 16
    };
    Object[] all = Arrays.copyOf(start, start.length + more.length);
    System.arraycopy(more, 0, all, start.length, more.length);
    return TrainerProcess.command(TrainerProcess.Bigram.class, all);
  }

  /// The command with its own reaction to the signal: a build that a script started in the
  /// background ignores SIGINT, and so would every process that it starts.
  private static List<String> listening(String signal, List<String> command) {
    if (!OS.LINUX.isCurrentOs()) {
      return command;
    }
    List<String> listening = new ArrayList<>(List.of("env", "--default-signal=" + signal));
    listening.addAll(command);
    return listening;
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void anInterruptedTrainerWritesACheckpointAndCanBeResumed(String signal, int exitCode)
      throws Exception {
    Path folder = runs.resolve("run");
    TrainerProcess process =
        TrainerProcess.start(
            listening(
                signal, train(folder, "--steps", 1_000_000, "--checkpoint-every", 1_000_000)));
    while (!RunFolder.isRunFolder(folder) || RunFolder.open(folder).status().lastStep() < 5) {
      assertTrue(process.isAlive());
      Thread.sleep(20);
    }
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    TrainerProcess.Ended ended = process.await();
    assertEquals(exitCode, ended.exitCode(), ended.text());
    assertFalse(ended.text().contains("Exception"), ended.text());
    RunFolder run = RunFolder.open(folder);
    assertEquals(RunState.STOPPED, run.status().state());
    long step = run.latestCheckpoint().orElseThrow().step();
    assertEquals(run.status().lastStep(), step);
    TrainerProcess.Ended resumed =
        TrainerProcess.run(
            TrainerProcess.command(
                TrainerProcess.Bigram.class, "resume", folder, "--steps", step + 3));
    assertEquals(ExitCode.OK, resumed.exitCode(), resumed.text());
    assertEquals(step + 3, run.status().lastStep());
  }

  /// The limit on file size stands for a disk that takes no more: the system refuses the write in
  /// the middle. The first limit is met by a checkpoint, the second by the growing event file.
  @ParameterizedTest
  @CsvSource({"200, 20", "100, 1000000"})
  void aDiskThatTakesNoMoreEndsTheRunInOneSentenceWithNothingHalfWritten(
      int limitKibibytes, int checkpointEvery) throws Exception {
    Path folder = runs.resolve("run");
    List<String> train =
        train(folder, "--steps", 100_000, "--checkpoint-every", checkpointEvery, "--d-state", 2);
    String quoted =
        String.join(
            " ", train.stream().map(word -> "'" + word.replace("'", "'\\''") + "'").toList());
    TrainerProcess.Ended ended =
        TrainerProcess.run(
            List.of("bash", "-c", "ulimit -f " + limitKibibytes + "; exec " + quoted));
    assertEquals(ExitCode.RUN_FAILED, ended.exitCode(), ended.text());
    String sentence = ended.lines().getLast();
    assertTrue(sentence.contains("could not be written (File too large)"), ended.text());
    assertTrue(sentence.endsWith("statescope resume " + folder), ended.text());
    assertFalse(ended.text().contains("\tat "), ended.text());
    RunFolder run = RunFolder.open(folder);
    assertEquals(RunState.FAILED, run.status().state());
    assertEquals(sentence, run.status().reason());
    assertEquals(List.of(), run.checkpoints());
    try (var files = Files.list(folder.resolve("checkpoints"))) {
      assertEquals(0, files.count());
    }
    assertEventsAreWhole(folder);

    int more = (int) run.status().lastStep() + 2;
    TrainerProcess.Ended resumed =
        TrainerProcess.run(
            TrainerProcess.command(TrainerProcess.Bigram.class, "resume", folder, "--steps", more));
    assertEquals(ExitCode.OK, resumed.exitCode(), resumed.text());
    assertEquals(more, run.latestCheckpoint().map(Checkpoint::step).orElseThrow());
  }

  private static void assertEventsAreWhole(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      Path events =
          files
              .filter(file -> file.getFileName().toString().contains("tfevents"))
              .findFirst()
              .orElseThrow();
      var bytes = ByteBuffer.wrap(Files.readAllBytes(events)).order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.hasRemaining()) {
        long length = bytes.getLong();
        bytes.position(bytes.position() + (int) length + 8);
      }
    }
  }
}
