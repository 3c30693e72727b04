package org.statescope.training.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;
import org.statescope.training.trainer.RunComparison;

/// A trainer that is killed at random instants, without warning, and resumed each time, ends with
/// the same bits as one that nobody disturbed.
class KillAndResumeTest {
  @TempDir private Path runs;

  @ParameterizedTest
  @ValueSource(longs = 1)
  void killedAnywhereTheBigramModelEndsAsIfItWereNot(long seed) throws Exception {
    Object[] options = {
      "--preset",
      "mamba-tiny",
      "--batch",
      2,
      "--length",
      16,
      "--learning-rate",
      5,
      "--steps",
      400,
      "--evaluate-every",
      50,
      "--evaluation-batches",
      2,
      "--checkpoint-every",
      3,
      "--keep-checkpoints",
      2,
      "--dynamics-every",
      40
    };
    killAndResume(TrainerProcess.Bigram.class, options, new Random(seed), 5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mamba-tiny",
        "mamba2-tiny",
        "sc-mamba-tiny",
        "so-mamba-tiny",
        "routh-schwarz-tiny",
        "routh-schwarz-dual-tiny"
      })
  void killedAnywhereTheRealModelsEndAsIfTheyWereNot(String preset) throws Exception {
    Object[] options = {
      "--preset",
      preset,
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
      120,
      "--evaluate-every",
      40,
      "--evaluation-batches",
      2,
      "--checkpoint-every",
      4,
      "--dynamics-every",
      20
    };
    Object[] heads =
        Presets.get(preset).model().structure().hasHeads()
            ? new Object[] {"--head-width", 8, "--chunk-length", 8}
            : new Object[0];
    killAndResume(
        Statescope.class,
        Stream.of(options, heads).flatMap(Stream::of).toArray(),
        new Random(preset.hashCode()),
        2);
  }

  /// @param kills how often to kill, if the run lives so long
  private void killAndResume(Class<?> main, Object[] options, Random random, int kills)
      throws Exception {
    Path undisturbed = runs.resolve("undisturbed");
    TrainerProcess.Ended ended = TrainerProcess.run(train(main, undisturbed, options));
    assertEquals(ExitCode.OK, ended.exitCode(), ended.text());

    Path killed = runs.resolve("killed");
    int done = 0;
    TrainerProcess process = TrainerProcess.start(train(main, killed, options));
    while (done < kills && passesAnotherCheckpoint(process, killed)) {
      Thread.sleep(random.nextInt(60));
      process.kill();
      ended = process.await();
      if (ended.exitCode() != ExitCode.OK) {
        done++;
      }
      process = TrainerProcess.start(TrainerProcess.command(main, "resume", killed));
    }
    ended = process.await();
    assertEquals(ExitCode.OK, ended.exitCode(), ended.text());
    assertTrue(done >= 2, "The run was over before it was killed twice.");
    RunFolder run = RunFolder.open(killed);
    assertEquals(RunState.FINISHED, run.status().state());
    RunComparison.assertSame(RunFolder.open(undisturbed), run);
  }

  private static List<String> train(Class<?> main, Path folder, Object[] options) {
    List<Object> arguments = new ArrayList<>(List.of("train", "--run-dir", folder));
    arguments.addAll(List.of(options));
    return TrainerProcess.command(main, arguments.toArray());
  }

  /// Waits until the trainer has written a checkpoint that was not there; false if it ended before.
  private static boolean passesAnotherCheckpoint(TrainerProcess process, Path folder)
      throws Exception {
    long before = latest(folder);
    while (process.isAlive()) {
      if (latest(folder) > before) {
        return true;
      }
      Thread.sleep(5);
    }
    return false;
  }

  private static long latest(Path folder) throws IOException {
    return RunFolder.isRunFolder(folder)
        ? RunFolder.open(folder).latestCheckpoint().map(Checkpoint::step).orElse(-1L)
        : -1;
  }

  @Test
  void aRunThatAnotherTrainerHoldsIsRefusedAndNotHarmed() throws Exception {
    Path folder = runs.resolve("held");
    TrainerProcess holder =
        TrainerProcess.start(
            train(
                TrainerProcess.Bigram.class,
                folder,
                new Object[] {
                  "--preset",
                  "mamba-tiny",
                  "--batch",
                  2,
                  "--length",
                  16,
                  "--steps",
                  1_000_000,
                  "--checkpoint-every",
                  20
                }));
    try {
      assertTrue(passesAnotherCheckpoint(holder, folder));
      TrainerProcess.Ended second =
          TrainerProcess.run(TrainerProcess.command(TrainerProcess.Bigram.class, "resume", folder));
      assertEquals(ExitCode.BAD_INPUT, second.exitCode(), second.text());
      assertEquals(1, second.lines().size(), second.text());
      assertTrue(second.text().contains("in use by process " + holder.pid()), second.text());
      assertTrue(passesAnotherCheckpoint(holder, folder), "The first trainer goes on.");
    } finally {
      holder.kill();
      holder.await();
    }
  }
}
