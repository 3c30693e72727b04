package org.statescope.app.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.statescope.training.run.RunFolder;

/// Finds run folders: those named, and those lying in a named folder.
final class FolderScan {
  private FolderScan() {}

  /// The run folders of one opened folder: itself if it is one, else its children that are.
  static List<Path> runsOf(Path opened) {
    if (RunFolder.isRunFolder(opened)) {
      return List.of(opened);
    }
    List<Path> found = new ArrayList<>();
    try (Stream<Path> children = Files.list(opened)) {
      children.filter(FolderScan::mayBeRun).sorted().forEach(found::add);
    } catch (IOException | java.io.UncheckedIOException e) {
      // The folder is not there yet or may not be listed: there are no runs to show in it.
      return List.of();
    }
    return found;
  }

  /// A folder that may not be entered is kept, so that its run shows up with the reason.
  private static boolean mayBeRun(Path folder) {
    if (folder.getFileName().toString().startsWith(".") || !Files.isDirectory(folder)) {
      return false;
    }
    return RunFolder.isRunFolder(folder) || !Files.isExecutable(folder);
  }
}
