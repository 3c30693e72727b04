package org.statescope.training.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The right of one run to use a device of this machine: an operating-system lock on a file in the
/// user's state folder, which the system releases when the process dies. The file names the run
/// that holds it. Runs that wait take turns in no certain order.
final class DeviceLock implements AutoCloseable {
  private static final long POLL_MILLIS = 200;
  private static final int LONGEST_NAME = 4096;

  /// One byte far behind the name is locked, so that others may read the name on every system.
  private static final long LOCKED_POSITION = 1L << 40;

  private final FileChannel channel;

  private DeviceLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Told while another run has the device.
  @FunctionalInterface
  interface Waiting {
    /// @param run the run that has the device, or "another program" where it has not said so
    /// @throws IOException to wait no longer
    void waiting(String run) throws IOException;
  }

  /// Waits for the device.
  ///
  /// @param host this machine, since state folders may be shared between machines
  /// @param run what others are told while this lock is held
  static DeviceLock await(Path stateFolder, String host, String device, String run, Waiting waiting)
      throws IOException {
    Path folder = Files.createDirectories(stateFolder.resolve("devices"));
    String name = "%s-%s.lock".formatted(device, host).replaceAll("[^A-Za-z0-9._-]", "-");
    FileChannel channel =
        FileChannel.open(
            folder.resolve(name),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      while (tryLock(channel) == null) {
        waiting.waiting(holder(channel));
        Thread.sleep(POLL_MILLIS);
      }
      channel.truncate(0);
      channel.write(StandardCharsets.UTF_8.encode(run), 0);
      taken = true;
      return new DeviceLock(channel);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Waiting for %s was interrupted.".formatted(device), e);
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

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate((int) Math.min(channel.size(), LONGEST_NAME));
    channel.read(content, 0);
    String run = StandardCharsets.UTF_8.decode(content.flip()).toString();
    return run.isBlank() ? "another program" : run;
  }

  /// Gives the device to the next run; the file stays, empty.
  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      channel.truncate(0);
    }
  }
}
