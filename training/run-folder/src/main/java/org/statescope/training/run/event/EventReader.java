package org.statescope.training.run.event;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Follows the events of a run while it is written. Each poll reads only what was appended since
/// the last one; a record that is not finished yet waits for the next poll. Used by one thread.
///
/// When a newer event file appears, the older one is read to its end first; an unfinished record
/// there was cut off by a kill and is passed over, because the restart reports its step again.
public final class EventReader implements AutoCloseable {
  private final Path runFolder;
  private @Nullable EventFileTail tail;

  public EventReader(Path runFolder) {
    this.runFolder = runFolder;
  }

  /// What is new since the last poll; empty if nothing is.
  public List<Event> poll() throws IOException {
    List<Event> events = new ArrayList<>();
    poll(events::add);
    return events;
  }

  /// Hands what is new to the sink, in the order of writing, without collecting it.
  public void poll(Consumer<Event> sink) throws IOException {
    // Listed before reading: a file that is not the newest now has its last byte already.
    List<Path> files = EventFiles.in(runFolder);
    if (tail != null) {
      tail.read(sink);
    }
    for (Path file : files) {
      if (tail == null || file.compareTo(tail.file()) > 0) {
        if (tail != null) {
          tail.close();
        }
        tail = EventFileTail.open(file);
        tail.read(sink);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (tail != null) {
      tail.close();
      tail = null;
    }
  }
}
