package org.statescope.training.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.statescope.training.run.Command;
import org.statescope.training.run.ProcessIdentity;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;
import org.statescope.training.run.UserFolder;

/// A run's turn on its device: others on the same device wait until it is over, which the terminal
/// and the run's status tell. The processor is shared.
final class DeviceTurn implements AutoCloseable {
  private final AutoCloseable held;

  private DeviceTurn(AutoCloseable held) {
    this.held = held;
  }

  /// Waits for the run's turn.
  ///
  /// @throws DeviceWaitCancelledException when the user stops the run meanwhile
  static DeviceTurn await(
      RunFolder folder, RunConfiguration run, Interruption interruption, PrintWriter out)
      throws IOException {
    if (run.device().equals(Devices.CPU)) {
      return new DeviceTurn(() -> {});
    }
    ProcessIdentity self = ProcessIdentity.current();
    String name = folder.path().getFileName().toString();
    Announcement announcement = new Announcement(folder, run, interruption, out);
    return new DeviceTurn(
        DeviceLock.await(UserFolder.STATE.ofUser(), self.host(), run.device(), name, announcement));
  }

  @Override
  public void close() throws IOException {
    try {
      held.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("The device could not be given back.", e);
    }
  }

  private static final class Announcement implements DeviceLock.Waiting {
    private final RunFolder folder;
    private final RunConfiguration run;
    private final Interruption interruption;
    private final PrintWriter out;
    private String told = "";

    Announcement(
        RunFolder folder, RunConfiguration run, Interruption interruption, PrintWriter out) {
      this.folder = folder;
      this.run = run;
      this.interruption = interruption;
      this.out = out;
    }

    @Override
    public void waiting(String other) throws IOException {
      boolean stop = folder.pendingCommands().contains(Command.STOP);
      if (stop) {
        folder.obey(Command.STOP);
      }
      if (stop || interruption.happened()) {
        throw new DeviceWaitCancelledException(run.device());
      }
      if (!told.equals(other)) {
        told = other;
        String sentence = "waiting for run %s on %s".formatted(other, run.device());
        RunStatuses.write(folder, run, RunState.QUEUED, sentence);
        out.println(Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ".");
        out.flush();
      }
    }
  }
}
