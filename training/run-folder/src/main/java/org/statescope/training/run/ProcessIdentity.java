package org.statescope.training.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A process on a host. Process numbers are used again, so the start time is part of it.
///
/// @param start when the process began; {@link Instant#EPOCH} where the system does not tell
public record ProcessIdentity(long pid, Instant start, String host) {
  /// Start times of one process, asked twice, may differ by the system's clock tick.
  private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

  private static final String THIS_HOST = hostName();

  /// This very process.
  public static ProcessIdentity current() {
    ProcessHandle self = ProcessHandle.current();
    return new ProcessIdentity(self.pid(), startOf(self), THIS_HOST);
  }

  @JsonIgnore
  public boolean isOnThisHost() {
    return host.equals(THIS_HOST);
  }

  /// Whether the process lives on this host; false for a process of another host.
  @JsonIgnore
  public boolean isAliveHere() {
    if (!isOnThisHost()) {
      return false;
    }
    Optional<ProcessHandle> handle = ProcessHandle.of(pid);
    return handle.isPresent() && handle.get().isAlive() && startedTogether(startOf(handle.get()));
  }

  private boolean startedTogether(Instant other) {
    boolean unknown = start.equals(Instant.EPOCH) || other.equals(Instant.EPOCH);
    return unknown || Duration.between(start, other).abs().compareTo(START_TOLERANCE) <= 0;
  }

  private static Instant startOf(ProcessHandle handle) {
    return handle.info().startInstant().orElse(Instant.EPOCH);
  }

  /// The host's name without asking the network where the system keeps it in a file or variable.
  private static String hostName() {
    try {
      Path kernelName = Path.of("/proc/sys/kernel/hostname");
      if (Files.isReadable(kernelName)) {
        return Files.readString(kernelName).strip();
      }
      String windowsName = System.getenv("COMPUTERNAME");
      return windowsName != null ? windowsName : InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "localhost";
    }
  }
}
