package org.statescope.training.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One run on disk. The trainer that holds the lock writes; anyone reads at any time and may send
/// commands.
///
/// A program that wants a run trained elsewhere creates the folder, which is then {@link
/// RunState#QUEUED}, and starts `statescope resume FOLDER`.
public final class RunFolder {
  private static final String MANIFEST = "run.json";
  private static final String STATUS = "status.json";
  private static final String CHECKPOINTS = "checkpoints";
  private static final String COMMANDS = "commands";
  private static final Pattern CHECKPOINT_NAME = Pattern.compile("step-(\\d{8,})");

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /// Creates a folder for the run inside `runsRoot`, named by time, structure and text; two runs of
  /// the same second get different names.
  public static RunFolder create(Path runsRoot, RunConfiguration configuration) throws IOException {
    Files.createDirectories(runsRoot);
    for (int attempt = 1; ; attempt++) {
      try {
        return createAt(runsRoot.resolve(RunFolderName.of(configuration, attempt)), configuration);
      } catch (FileAlreadyExistsException e) {
        // Another run of this second has the name: the next attempt has a number behind it.
      }
    }
  }

  /// Creates the run folder at exactly this path, which must not exist yet or be an empty folder.
  ///
  /// @throws FileAlreadyExistsException if something is there
  public static RunFolder createAt(Path folder, RunConfiguration configuration) throws IOException {
    Path target = folder.toAbsolutePath().normalize();
    removeIfEmpty(target);
    if (Files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Path parent = target.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path aside = DurableFiles.asideOf(target);
    DurableFiles.deleteTree(aside);
    Files.createDirectories(aside.resolve(CHECKPOINTS));
    Files.createDirectories(aside.resolve(COMMANDS));
    RunJson.write(
        aside.resolve(MANIFEST),
        new RunManifest(RunManifest.FORMAT, Instant.now(), configuration, null));
    RunJson.write(aside.resolve(STATUS), RunStatus.queued(configuration));
    // Renaming a folder onto an existing one that is not empty fails, so two creators cannot both
    // win.
    try {
      DurableFiles.rename(aside, target);
    } catch (IOException e) {
      DurableFiles.deleteTree(aside);
      if (Files.exists(target)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      throw e;
    }
    return new RunFolder(target);
  }

  /// Opens a run folder that exists.
  ///
  /// @throws RunFolderException with one sentence if it is not a run folder, is damaged or of a
  ///   newer layout
  public static RunFolder open(Path folder) throws IOException {
    Path target = folder.toAbsolutePath().normalize();
    if (!Files.isDirectory(target)) {
      throw new RunFolderException(
          "There is no run folder %s: name the folder that holds a run.json.".formatted(target));
    }
    RunFolder run = new RunFolder(target);
    RunManifest manifest = run.manifest();
    if (manifest.format() > RunManifest.FORMAT) {
      throw new RunFolderException(
          "The run folder %s has layout %d but this version reads up to %d: use a newer Statescope."
              .formatted(target, manifest.format(), RunManifest.FORMAT));
    }
    return run;
  }

  /// Whether the folder looks like a run folder, without reading it.
  public static boolean isRunFolder(Path folder) {
    return Files.isRegularFile(folder.resolve(MANIFEST));
  }

  public Path path() {
    return path;
  }

  public RunManifest manifest() throws IOException {
    return RunJson.readManifest(path.resolve(MANIFEST), RunManifest.class);
  }

  public RunConfiguration configuration() throws IOException {
    return manifest().configuration();
  }

  /// Writes down what surrounds the run; the configuration stays as it is.
  public void recordProvenance(RunProvenance provenance) throws IOException {
    RunManifest old = manifest();
    RunJson.write(
        path.resolve(MANIFEST),
        new RunManifest(old.format(), old.created(), old.configuration(), provenance));
  }

  /// Replaces the configuration, as when a run is resumed for more steps.
  public void changeConfiguration(RunConfiguration configuration) throws IOException {
    RunManifest old = manifest();
    RunJson.write(
        path.resolve(MANIFEST),
        new RunManifest(old.format(), old.created(), configuration, old.provenance()));
  }

  public RunStatus status() throws IOException {
    return RunJson.read(path.resolve(STATUS), RunStatus.class);
  }

  public void writeStatus(RunStatus status) throws IOException {
    RunJson.write(path.resolve(STATUS), status);
  }

  /// The run's own copy of its tokenizer: the original may move or change. There is none where
  /// bytes are the tokens.
  public Path tokenizer() {
    return path.resolve(TokenizerFile.FILE_NAME);
  }

  /// Copies the tokenizer into the run, whole or not at all.
  public void keepTokenizer(Path original) throws IOException {
    DurableFiles.write(tokenizer(), Files.readString(original));
  }

  /// Takes the right to write this folder; refuses with one sentence while a live process has it.
  public RunLock lock() throws IOException {
    return RunLock.take(path, statusIfReadable());
  }

  private Optional<RunStatus> statusIfReadable() {
    try {
      return Optional.of(status());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Fails where the folder has been removed: what is written into it later must not bring back a
  /// part of it.
  ///
  /// @throws RunFolderException if it is gone
  public void requireThere() throws RunFolderException {
    if (!isRunFolder(path)) {
      throw new RunFolderException(
          "The run folder %s has been removed: nothing more can be written to it.".formatted(path));
    }
  }

  /// Asks the trainer; it obeys within a step. To pause takes back a wish to resume, and the other
  /// way round.
  public void send(Command command) throws IOException {
    requireThere();
    Path commands = Files.createDirectories(path.resolve(COMMANDS));
    switch (command) {
      case PAUSE -> obey(Command.RESUME);
      case RESUME -> obey(Command.PAUSE);
      case STOP, CHECKPOINT_NOW -> {
        // These go with every other command.
      }
    }
    DurableFiles.write(commands.resolve(command.fileName()), "");
  }

  /// What was asked and not yet obeyed.
  public Set<Command> pendingCommands() throws IOException {
    Set<Command> pending = EnumSet.noneOf(Command.class);
    for (Path file : filesIn(path.resolve(COMMANDS))) {
      Command.ofFileName(file.getFileName().toString()).ifPresent(pending::add);
    }
    return pending;
  }

  /// Removes commands that were meant for an earlier trainer.
  public void discardCommandsBefore(Instant start) throws IOException {
    for (Command command : pendingCommands()) {
      Path file = path.resolve(COMMANDS).resolve(command.fileName());
      if (Files.getLastModifiedTime(file).toInstant().isBefore(start)) {
        obey(command);
      }
    }
  }

  /// Removes the command's file: it has been obeyed, or lost its meaning.
  public void obey(Command command) throws IOException {
    Files.deleteIfExists(path.resolve(COMMANDS).resolve(command.fileName()));
  }

  /// The complete checkpoints, oldest step first.
  public List<Checkpoint> checkpoints() throws IOException {
    List<Checkpoint> found = new ArrayList<>();
    for (Path folder : filesIn(path.resolve(CHECKPOINTS))) {
      Matcher name = CHECKPOINT_NAME.matcher(folder.getFileName().toString());
      if (name.matches()) {
        found.add(new Checkpoint(Long.parseLong(name.group(1)), folder));
      }
    }
    found.sort(null);
    return List.copyOf(found);
  }

  public Optional<Checkpoint> latestCheckpoint() throws IOException {
    List<Checkpoint> all = checkpoints();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /// Writes a checkpoint aside, makes it durable and gives it its name in one rename. A checkpoint
  /// of that step that is already there stays: the same step of the same run holds the same bits.
  public Checkpoint newCheckpoint(long step, DurableFiles.FolderContent content)
      throws IOException {
    requireThere();
    Path target = path.resolve(CHECKPOINTS).resolve(stepName(step));
    if (Files.isDirectory(target)) {
      return new Checkpoint(step, target);
    }
    DurableFiles.writeFolder(target, content);
    return new Checkpoint(step, target);
  }

  /// Removes a checkpoint: first its name, in one rename, then its files.
  public void removeCheckpoint(Checkpoint checkpoint) throws IOException {
    Path aside = DurableFiles.asideOf(checkpoint.path());
    DurableFiles.deleteTree(aside);
    DurableFiles.rename(checkpoint.path(), aside);
    DurableFiles.deleteTree(aside);
  }

  /// Removes what a killed trainer left unfinished. Only the holder of the lock may call it.
  public void removeLeftovers() throws IOException {
    for (Path folder : List.of(path, path.resolve(CHECKPOINTS), path.resolve(COMMANDS))) {
      for (Path file : filesIn(folder)) {
        if (file.getFileName().toString().startsWith(DurableFiles.ASIDE_PREFIX)) {
          DurableFiles.deleteTree(file);
        }
      }
    }
  }

  /// `step-00000100` for step 100: names sort like steps up to 10⁸.
  public static String stepName(long step) {
    return "step-%08d".formatted(step);
  }

  private static void removeIfEmpty(Path folder) throws IOException {
    if (Files.isDirectory(folder) && filesIn(folder).isEmpty()) {
      Files.delete(folder);
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (NotDirectoryException e) {
      return List.of();
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
