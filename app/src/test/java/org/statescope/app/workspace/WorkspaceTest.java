package org.statescope.app.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.sample.SampleRuns;
import org.statescope.training.run.Command;
import org.statescope.training.run.ProcessIdentity;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;
import org.statescope.training.run.event.Tags;

class WorkspaceTest {
  private static final long NO_PROCESS = 1L << 40;

  @TempDir Path root;
  private Workspace workspace;

  @BeforeEach
  void openWorkspace() {
    workspace = new Workspace(root, new RunColours(), List.of(), Runnable::run);
  }

  @AfterEach
  void closeWorkspace() {
    workspace.close();
  }

  @Test
  void runsAreFoundNewestFirstWithWhatTheySay() throws IOException {
    SampleRuns.write(root, "mamba-tiny", "first", RunState.FINISHED, 200);
    SampleRuns.write(root, "sc-mamba-tiny", "second", RunState.STOPPED, 100);
    workspace.pollNow();
    assertEquals(List.of("second", "first"), labels());
    RunEntry first = entry("first");
    assertEquals(Standing.FINISHED, first.standing());
    assertEquals(200, first.lastStep());
    Curve loss = first.readable().orElseThrow().curve(Tags.TRAIN_LOSS);
    assertEquals(200, loss.size());
    assertTrue(loss.last().getAsDouble() < loss.at(1).getAsDouble());
  }

  @Test
  void aRunThatArrivesMovesNeitherTicksNorColours() throws IOException {
    SampleRuns.write(root, "mamba-tiny", "a", RunState.FINISHED, 10);
    SampleRuns.write(root, "mamba-tiny", "b", RunState.FINISHED, 10);
    workspace.pollNow();
    entry("a").tickedProperty().set(true);
    RunEntry a = entry("a");
    RunEntry b = entry("b");
    assertEquals(Set.of(0, 1), Set.of(a.colour(), b.colour()));
    assertEquals(0, a.colour(), "colours follow the order of start");
    SampleRuns.write(root, "mamba-tiny", "c", RunState.FINISHED, 10);
    workspace.pollNow();
    assertEquals(List.of("c", "b", "a"), labels());
    assertEquals(2, entry("c").colour());
    assertEquals(0, entry("a").colour());
    assertEquals(1, entry("b").colour());
    assertEquals(List.of(a), workspace.ticked());
  }

  @Test
  void coloursAndTicksAreRememberedForRunsThatComeBack() throws IOException {
    Path folder = SampleRuns.write(root, "mamba-tiny", "old", RunState.FINISHED, 10).path();
    RunColours colours = new RunColours();
    colours.remember(folder, 5);
    try (Workspace again = new Workspace(root, colours, List.of(folder), Runnable::run)) {
      assertEquals(Set.of(folder), again.tickedFolders());
      again.pollNow();
      assertEquals(5, again.find(folder).orElseThrow().colour());
      assertTrue(again.find(folder).orElseThrow().isTicked());
    }
  }

  @Test
  void aRunWhoseProcessIsGoneCountsAsCrashedAndCanContinue() throws IOException {
    RunFolder run = SampleRuns.write(root, "mamba-tiny", "alive", RunState.RUNNING, 10);
    workspace.pollNow();
    assertEquals(Standing.RUNNING, entry("alive").standing());
    ProcessIdentity here = ProcessIdentity.current();
    run.writeStatus(
        SampleRuns.status(
            run.configuration(),
            RunState.RUNNING,
            new ProcessIdentity(NO_PROCESS, here.start(), here.host()),
            10,
            1.5));
    workspace.pollNow();
    assertEquals(Standing.CRASHED, entry("alive").standing());
    assertTrue(entry("alive").standing().canContinue());
  }

  @Test
  void aWishThatIsNotYetObeyedIsSeen() throws IOException {
    RunFolder run = SampleRuns.write(root, "mamba-tiny", "asked", RunState.RUNNING, 10);
    run.send(Command.PAUSE);
    workspace.pollNow();
    assertEquals(Set.of(Command.PAUSE), entry("asked").readable().orElseThrow().pending());
  }

  @Test
  void aHalfWrittenManifestIsOneSentenceAndTheOtherRunsStay() throws IOException {
    SampleRuns.write(root, "mamba-tiny", "good", RunState.FINISHED, 10);
    Path half = Files.createDirectories(root.resolve("half"));
    Files.writeString(half.resolve("run.json"), "{\"format\": 1, \"crea");
    workspace.pollNow();
    assertEquals(2, workspace.runs().size());
    assertOneSentence(unreadable(half), "run.json");
    assertEquals(Standing.FINISHED, entry("good").standing());
  }

  @Test
  void aDamagedStatusIsOneSentenceUntilItIsWhole() throws IOException {
    RunFolder run = SampleRuns.write(root, "mamba-tiny", "run", RunState.FINISHED, 10);
    Path status = run.path().resolve("status.json");
    String whole = Files.readString(status);
    Files.writeString(status, whole.substring(0, whole.length() / 2));
    workspace.pollNow();
    assertOneSentence(unreadable(run.path()), "status.json");
    Files.writeString(status, whole);
    workspace.pollNow();
    assertEquals(Standing.FINISHED, entry("run").standing());
  }

  @Test
  void aFolderThatVanishesStaysWithASentence() throws IOException {
    RunFolder run = SampleRuns.write(root, "mamba-tiny", "gone", RunState.RUNNING, 10);
    workspace.pollNow();
    Files.move(run.path(), root.resolveSibling(root.getFileName() + "-elsewhere"));
    workspace.pollNow();
    assertEquals(1, workspace.runs().size());
    assertOneSentence(unreadable(run.path()), "is gone");
  }

  @Test
  void aFolderWithoutPermissionIsOneSentence() throws IOException {
    RunFolder run = SampleRuns.write(root, "mamba-tiny", "closed", RunState.FINISHED, 10);
    Assumptions.assumeTrue(
        Files.getFileStore(root).supportsFileAttributeView("posix"), "needs POSIX permissions");
    Files.setPosixFilePermissions(run.path(), Set.of());
    try {
      Assumptions.assumeFalse(Files.isReadable(run.path()), "the superuser may read everything");
      workspace.pollNow();
      assertOneSentence(unreadable(run.path()), "permission");
    } finally {
      Files.setPosixFilePermissions(run.path(), PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aDamagedEventFileDoesNotHideTheRun() throws IOException {
    RunFolder run = SampleRuns.write(root, "mamba-tiny", "torn", RunState.FINISHED, 50);
    Path events;
    try (Stream<Path> files = Files.list(run.path())) {
      events = files.filter(file -> file.toString().contains("tfevents")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(events);
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(events, bytes);
    workspace.pollNow();
    RunReading.Readable reading = entry("torn").readable().orElseThrow();
    assertFalse(reading.damages().isEmpty());
  }

  @Test
  void aRunTakenOffTheListComesBackWhenItsFolderIsOpened() throws IOException {
    RunFolder run = SampleRuns.write(root, "mamba-tiny", "hidden", RunState.FINISHED, 10);
    workspace.pollNow();
    workspace.remove(entry("hidden"));
    workspace.pollNow();
    assertEquals(List.of(), labels());
    workspace.open(run.path());
    workspace.pollNow();
    assertEquals(List.of("hidden"), labels());
  }

  @Test
  void aStartedWorkspaceSeesANewRunByItself() throws Exception {
    workspace.start();
    SampleRuns.write(root, "mamba-tiny", "by hand", RunState.FINISHED, 10);
    long end = System.nanoTime() + 10_000_000_000L;
    while (workspace.find(onlyRun()).isEmpty()) {
      assertTrue(System.nanoTime() < end, "the run was not seen");
      Thread.sleep(50);
    }
  }

  private Path onlyRun() throws IOException {
    try (Stream<Path> runs = Files.list(root)) {
      return runs.filter(RunFolder::isRunFolder).findFirst().orElseThrow();
    }
  }

  private List<String> labels() {
    return workspace.runs().stream().map(RunEntry::label).toList();
  }

  private RunEntry entry(String label) {
    return workspace.runs().stream()
        .filter(run -> run.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no run " + label + " among " + labels()));
  }

  private String unreadable(Path folder) {
    RunEntry entry = workspace.find(folder).orElseThrow();
    return assertInstanceOf(RunReading.Unreadable.class, entry.reading()).sentence();
  }

  private static void assertOneSentence(String sentence, String named) {
    assertTrue(sentence.contains(named), sentence);
    assertEquals(1, sentence.lines().count(), sentence);
    assertFalse(sentence.contains("Exception"), sentence);
    assertTrue(sentence.endsWith("."), sentence);
  }
}
