package org.statescope.app.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.training.run.RunJson;

/// The queue as the file `queue.json` among the run folders, so that it outlives the desktop. It is
/// written whole or not at all, and set aside when it does not read.
public final class QueueFile {
  public static final String NAME = "queue.json";

  private static final Logger LOG = LoggerFactory.getLogger(QueueFile.class);

  private final Path file;

  /// @param runsRoot the folder that holds the run folders
  public QueueFile(Path runsRoot) {
    file = runsRoot.resolve(NAME);
  }

  /// What the file holds.
  ///
  /// @param cpuRuns runs that may train on the processor at once
  public record Content(int cpuRuns, List<QueuedRun> waiting) {
    static final Content EMPTY = new Content(1, List.of());

    public Content {
      if (cpuRuns < 1) {
        throw new IllegalArgumentException(
            "At least one run may train on the processor, not %d.".formatted(cpuRuns));
      }
      waiting = List.copyOf(waiting);
    }
  }

  /// What was written last; runs whose folder is gone are left out.
  Content read() {
    if (!Files.exists(file)) {
      return Content.EMPTY;
    }
    try {
      Content content = RunJson.read(file, Content.class);
      return new Content(
          content.cpuRuns(),
          content.waiting().stream().filter(run -> Files.isDirectory(run.folder())).toList());
    } catch (IOException e) {
      LOG.warn("The queue in {} does not read and is set aside", file, e);
      setAside();
      return Content.EMPTY;
    }
  }

  void write(Content content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    RunJson.write(file, content);
  }

  private void setAside() {
    try {
      Files.move(file, file.resolveSibling(NAME + ".broken"), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("The unreadable queue could not be renamed", e);
    }
  }
}
