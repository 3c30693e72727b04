package org.statescope.training.experiment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunFolderException;
import org.statescope.training.run.RunJson;

/// One experiment on disk:
///
/// ```
/// experiment.json   plan, versions, machine
/// runs/             a run folder for each planned run, `sc-mamba-seed-2`
/// sessions/         what was seen of each trainer process
/// workers/          what each run's trainers printed
/// report/           report.html, results.csv, curves.csv, poles.csv, figures/
/// ```
///
/// Every file is whole or absent, so a kill at any instant leaves a folder that the same command
/// continues.
public final class ExperimentFolder {
  private static final String MANIFEST = "experiment.json";
  private static final String LOCK = "lock";
  private static final String ENDING = ".json";

  private final Path path;

  private ExperimentFolder(Path path) {
    this.path = path;
  }

  /// Opens the experiment of that plan, or creates it where there is nothing yet.
  ///
  /// @throws RunFolderException in one sentence if the folder holds something else or another plan
  public static ExperimentFolder openOrCreate(
      Path folder, ExperimentPlan plan, SortedMap<String, String> versions, Machine machine)
      throws IOException {
    ExperimentFolder experiment = new ExperimentFolder(folder.toAbsolutePath().normalize());
    if (experiment.exists()) {
      experiment.goOnWith(plan);
      return experiment;
    }
    Files.createDirectories(experiment.path);
    if (!namesIn(experiment.path).isEmpty()) {
      throw new RunFolderException(
          "The folder %s is not empty and holds no experiment: name a new or empty --out."
              .formatted(experiment));
    }
    experiment.write(
        new ExperimentManifest(ExperimentManifest.FORMAT, Instant.now(), plan, versions, machine));
    return experiment;
  }

  private boolean exists() {
    return Files.isRegularFile(path.resolve(MANIFEST));
  }

  private void goOnWith(ExperimentPlan plan) throws IOException {
    ExperimentManifest old = manifest();
    if (old.format() > ExperimentManifest.FORMAT) {
      throw new RunFolderException(
          "The experiment %s has layout %d but this version reads up to %d: use a newer Statescope."
              .formatted(path, old.format(), ExperimentManifest.FORMAT));
    }
    PlanDifference.requireContinues(this, old.plan(), plan);
    if (!plan.equals(old.plan())) {
      write(
          new ExperimentManifest(old.format(), old.created(), plan, old.versions(), old.machine()));
    }
  }

  private void write(ExperimentManifest manifest) throws IOException {
    RunJson.write(path.resolve(MANIFEST), manifest);
  }

  public Path path() {
    return path;
  }

  public ExperimentManifest manifest() throws IOException {
    return RunJson.readManifest(path.resolve(MANIFEST), ExperimentManifest.class);
  }

  /// Where the report goes.
  public Path report() {
    return path.resolve("report");
  }

  /// Where a run's folder is, whether or not it exists.
  public Path runPath(PlannedRun run) {
    return path.resolve("runs").resolve(run.name());
  }

  /// The run's folder, created and queued if it does not exist yet.
  RunFolder runFolder(PlannedRun run) throws IOException {
    Path folder = runPath(run);
    return RunFolder.isRunFolder(folder)
        ? RunFolder.open(folder)
        : RunFolder.createAt(folder, run.configuration());
  }

  /// The file to which a run's trainers print.
  Path workerOutput(PlannedRun run) throws IOException {
    return Files.createDirectories(path.resolve("workers")).resolve(run.name() + ".txt");
  }

  /// Keeps what was seen of a trainer process.
  void keep(WorkerSession session) throws IOException {
    Path sessions = Files.createDirectories(path.resolve("sessions"));
    String name = "%s_%013d%s".formatted(session.run(), session.begin().toEpochMilli(), ENDING);
    RunJson.write(sessions.resolve(name), session);
  }

  /// All sessions so far, in the order of their names: by run, oldest first.
  public List<WorkerSession> sessions() throws IOException {
    Path sessions = path.resolve("sessions");
    List<WorkerSession> found = new ArrayList<>();
    if (Files.isDirectory(sessions)) {
      for (String name : namesIn(sessions)) {
        if (!name.startsWith(".") && name.endsWith(ENDING)) {
          found.add(RunJson.read(sessions.resolve(name), WorkerSession.class));
        }
      }
    }
    return found;
  }

  /// Takes the right to train this experiment; the operating system gives it back when the process
  /// ends, however it ends.
  ///
  /// @throws RunFolderException if another process has it
  public FileChannel lock() throws IOException {
    FileChannel channel =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      taken = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Held by this very process: said below.
    } finally {
      if (!taken) {
        channel.close();
      }
    }
    if (!taken) {
      throw new RunFolderException(
          "The experiment %s is being trained by another command: wait for it, or stop it first."
              .formatted(path));
    }
    return channel;
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
