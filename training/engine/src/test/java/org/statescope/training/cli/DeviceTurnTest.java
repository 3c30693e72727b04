package org.statescope.training.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.training.gpu.TestDevices;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;
import org.statescope.training.run.UserFolder;

/// Two trainers of one device, as processes.
@DisabledOnOs(OS.WINDOWS)
class DeviceTurnTest {
  private static final int TERMINATED = 143;

  @TempDir private Path folder;

  @Test
  void aSecondRunOnADeviceWaitsVisiblyAndCanBeStopped() throws Exception {
    assumeFalse(TestDevices.usable().isEmpty(), "no device is usable");
    String device = TestDevices.usable().getFirst().name();
    TrainerProcess first = train("one", device);
    try {
      awaitState(first, "one", RunState.RUNNING, "");
      TrainerProcess second = train("two", device);
      String sentence = "waiting for run one on " + device;
      awaitState(second, "two", RunState.QUEUED, sentence);
      new ProcessBuilder("kill", "-TERM", Long.toString(second.pid())).start().waitFor();
      TrainerProcess.Ended ended = second.await();
      assertEquals(TERMINATED, ended.exitCode(), ended.text());
      assertTrue(ended.text().contains("Waiting for run one on " + device + "."), ended.text());
      assertEquals(RunState.STOPPED, RunFolder.open(folder.resolve("two")).status().state());
      TrainerProcess third = train("three", device);
      awaitState(third, "three", RunState.QUEUED, sentence);
      first.kill();
      awaitState(third, "three", RunState.RUNNING, "");
      third.kill();
      third.await();
    } finally {
      first.kill();
      first.await();
    }
  }

  private TrainerProcess train(String name, String device) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("env", UserFolder.STATE.variable() + "=" + folder.resolve("state")));
    command.addAll(
        TrainerProcess.command(
            TrainerProcess.Bigram.class,
            "train",
            "--run-dir",
            folder.resolve(name),
            "--preset",
            "mamba-tiny",
            "--device",
            device,
            "--steps",
            1_000_000,
            "--checkpoint-every",
            1_000_000,
            "--batch",
            2,
            "--length",
            16));
    return TrainerProcess.start(command);
  }

  private void awaitState(TrainerProcess process, String name, RunState state, String reason)
      throws Exception {
    Path run = folder.resolve(name);
    while (!RunFolder.isRunFolder(run)
        || RunFolder.open(run).status().state() != state
        || !String.valueOf(RunFolder.open(run).status().reason()).contains(reason)) {
      assertTrue(process.isAlive());
      Thread.sleep(20);
    }
  }
}
