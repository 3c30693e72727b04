package org.statescope.training.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The right of one process to write a run folder: an operating-system lock on the file `lock`,
/// which the system itself releases when the process dies, however it dies. The file also names the
/// holder (process number, start time, host), for messages and for file systems that share files
/// between hosts but not locks.
public final class RunLock implements AutoCloseable {
  static final String FILE_NAME = "lock";

  /// One byte far behind the content is locked, so that others may read who the holder is on every
  /// system.
  private static final long LOCKED_POSITION = 1L << 40;

  private final FileChannel channel;
  private final FileLock lock;

  private RunLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /// Takes the lock, also from a holder that died without releasing it.
  ///
  /// @throws RunFolderException if a live process holds it
  static RunLock take(Path folder, Optional<RunStatus> status) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(FILE_NAME),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      FileLock lock = tryLock(channel);
      ProcessIdentity holder = readHolder(channel);
      if (lock == null) {
        throw inUse(folder, holder);
      }
      if (holder != null && isLiveElsewhere(holder, status)) {
        throw inUse(folder, holder);
      }
      RunLock held = new RunLock(channel, lock);
      held.writeHolder(ProcessIdentity.current());
      taken = true;
      return held;
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_POSITION, 1, false);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /// A holder on a host whose locks this file system does not pass on shows its life by the
  /// heartbeat.
  private static boolean isLiveElsewhere(ProcessIdentity holder, Optional<RunStatus> status) {
    if (holder.isOnThisHost()) {
      return false;
    }
    return status.isPresent()
        && status.get().host().equals(holder.host())
        && status.get().state().isActive()
        && status.get().heartbeat().plus(RunStatus.STALE_AFTER).isAfter(Instant.now());
  }

  private static RunFolderException inUse(Path folder, @Nullable ProcessIdentity holder) {
    String who =
        holder == null
            ? "another process"
            : "process %d on %s".formatted(holder.pid(), holder.host());
    return new RunFolderException(
        "The run folder %s is in use by %s: stop that trainer first, or name another folder."
            .formatted(folder, who));
  }

  private static @Nullable ProcessIdentity readHolder(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate((int) Math.min(channel.size(), 4096));
    channel.read(content, 0);
    String[] words =
        new String(content.array(), 0, content.position(), StandardCharsets.UTF_8)
            .strip()
            .split(" ", 3);
    try {
      return words.length < 3
          ? null
          : new ProcessIdentity(Long.parseLong(words[0]), Instant.parse(words[1]), words[2]);
    } catch (NumberFormatException | DateTimeParseException e) {
      return null;
    }
  }

  private void writeHolder(ProcessIdentity holder) throws IOException {
    channel.truncate(0);
    String line = "%d %s %s\n".formatted(holder.pid(), holder.start(), holder.host());
    channel.write(StandardCharsets.UTF_8.encode(line), 0);
  }

  /// Releases the lock; the file stays, empty.
  @Override
  public void close() throws IOException {
    try (channel) {
      channel.truncate(0);
      lock.release();
    }
  }
}
