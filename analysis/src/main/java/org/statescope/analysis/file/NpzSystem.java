package org.statescope.analysis.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.statescope.analysis.lti.StateSpace;

/// A system as a NumPy archive: a zip of `.npy` files.
final class NpzSystem {
  private NpzSystem() {}

  static StateSpace read(Path file) throws IOException {
    SystemParts parts = new SystemParts(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (String name : new String[] {"A", "B", "C", "D", "dt"}) {
        ZipEntry entry = zip.getEntry(name + ".npy");
        if (entry != null) {
          try (InputStream stream = zip.getInputStream(entry)) {
            NpyArray array = NpyArray.read(file, name, stream);
            if (name.equals("dt")) {
              parts.samplePeriod("dt", array.column());
            } else {
              parts.put(name, array.matrix());
            }
          }
        }
      }
    } catch (ZipException e) {
      throw new SystemFileException(
          file, "it is not a whole zip archive (" + e.getMessage() + ")", e);
    }
    return parts.system();
  }
}
