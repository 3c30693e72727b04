package org.statescope.training.run.dynamics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.statescope.analysis.checkpoint.SafetensorsFile;
import org.statescope.analysis.checkpoint.SafetensorsWriter;
import org.statescope.training.run.RunFolder;

/// The pole snapshots of a run: `dynamics/step-00000100.safetensors` and so on, each complete from
/// the moment it appears. Reading and writing may happen in different processes.
///
/// A file holds the tensors of {@link LayerDynamics} under `layers.<layer>.<name>` in F64 (step
/// sizes in F32), and `step`, `structure`, `discretisation` and `layers` as metadata. A NaN in
/// `stability_margin` or `controllability_gramian_condition` means "not defined".
public final class DynamicsFolder {
  private static final String FOLDER = "dynamics";
  private static final Pattern NAME = Pattern.compile("step-(\\d{8,})\\.safetensors");

  private final Path folder;

  public DynamicsFolder(Path runFolder) {
    folder = runFolder.resolve(FOLDER);
  }

  /// The steps that have a snapshot, in increasing order; empty while there is none.
  public List<Long> steps() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> NAME.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> Long.valueOf(name.group(1)))
          .sorted()
          .toList();
    }
  }

  /// The file of a step, whether or not it exists.
  public Path file(long step) {
    return folder.resolve(RunFolder.stepName(step) + ".safetensors");
  }

  /// @throws IOException in one sentence if there is no such snapshot or it is damaged
  public DynamicsSnapshot read(long step) throws IOException {
    Path file = file(step);
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      return DynamicsFile.decode(tensors);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "There is no pole snapshot of step %d in %s.".formatted(step, folder), e);
    }
  }

  /// Writes the snapshot aside, makes it durable and renames it; an older one of that step is
  /// replaced.
  public void write(DynamicsSnapshot snapshot) throws IOException {
    Files.createDirectories(folder);
    SafetensorsWriter writer = DynamicsFile.encode(snapshot);
    writer.writeTo(file(snapshot.step()));
  }

  /// Removes the snapshots of later steps, which a resumed run takes again, and unfinished files.
  /// Only the holder of the run folder's lock may call it.
  public void removeAfter(long step) throws IOException {
    for (long later : steps()) {
      if (later > step) {
        Files.deleteIfExists(file(later));
      }
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path unfinished :
            files.filter(file -> file.getFileName().toString().startsWith(".")).toList()) {
          Files.deleteIfExists(unfinished);
        }
      }
    }
  }
}
