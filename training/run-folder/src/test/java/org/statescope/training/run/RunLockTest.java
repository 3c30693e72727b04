package org.statescope.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  @TempDir private Path runs;
  private RunFolder run;

  @BeforeEach
  void createRun() throws IOException {
    run = RunFolder.create(runs, Presets.get("mamba-tiny"));
  }

  @Test
  void aSecondHolderInThisProcessIsRefused() throws IOException {
    try (RunLock lock = run.lock()) {
      RunFolderException refusal =
          assertThrows(RunFolderException.class, () -> RunFolder.open(run.path()).lock());
      assertTrue(refusal.getMessage().contains("in use by process"), refusal.getMessage());
    }
    run.lock().close();
  }

  @Test
  void aLiveProcessKeepsTheFolderAndADeadOneLosesIt() throws Exception {
    Process holder = startHolder(run.path());
    try {
      try (BufferedReader output = holder.inputReader()) {
        assertEquals("held", output.readLine());
        RunFolderException refusal = assertThrows(RunFolderException.class, () -> run.lock());
        assertTrue(refusal.getMessage().contains("process " + holder.pid()), refusal.getMessage());
      }
    } finally {
      holder.destroyForcibly().waitFor();
    }
    run.lock().close();
  }

  private static Process startHolder(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /// The other process: takes the lock and keeps it.
  static final class Holder {
    public static void main(String[] arguments) throws Exception {
      try (RunLock lock = RunFolder.open(Path.of(arguments[0])).lock()) {
        System.out.println("held");
        Thread.sleep(Duration.ofMinutes(1));
      }
    }
  }

  @Test
  void aHolderOnAnotherHostCountsByItsHeartbeat() throws IOException {
    ProcessIdentity elsewhere = new ProcessIdentity(1, Instant.now(), "another-host");
    Files.writeString(
        run.path().resolve(RunLock.FILE_NAME), "1 %s another-host\n".formatted(Instant.now()));
    run.writeStatus(runningSince(Instant.now(), elsewhere));
    assertThrows(RunFolderException.class, () -> run.lock());
    run.writeStatus(runningSince(Instant.now().minus(Duration.ofMinutes(5)), elsewhere));
    run.lock().close();
  }

  @Test
  void aRunWhoseProcessIsGoneIsInterruptedAndNotAlive() throws IOException {
    ProcessIdentity self = ProcessIdentity.current();
    assertTrue(runningSince(Instant.now(), self).isAlive());
    ProcessIdentity reused =
        new ProcessIdentity(self.pid(), self.start().minusSeconds(3600), self.host());
    RunStatus status = runningSince(Instant.now(), reused);
    assertFalse(status.isAlive());
    assertTrue(status.isInterrupted());
  }

  private static RunStatus runningSince(Instant heartbeat, ProcessIdentity process) {
    return new RunStatus(
        RunState.RUNNING,
        heartbeat,
        process,
        5,
        10,
        100,
        OptionalDouble.of(3),
        OptionalDouble.of(2.5),
        OptionalDouble.empty(),
        "cpu",
        null);
  }

  @Test
  void theStatusReadsBackAsWritten() throws IOException {
    RunStatus written = runningSince(Instant.now(), ProcessIdentity.current());
    run.writeStatus(written);
    assertEquals(written, run.status());
    String json = Files.readString(run.path().resolve("status.json"));
    assertTrue(json.contains("\n  \"pid\" : " + written.pid()), json);
    assertTrue(json.contains("\n  \"host\" : "), json);
  }
}
