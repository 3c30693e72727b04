package org.statescope.analysis.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.statescope.analysis.lti.StateSpace;

/// Reads a system (A, B, C, D) from a file or folder.
///
/// - `.json`: an object with A, B, C and, if any, D as lists of rows; `dt` is the sample period in
///   seconds, null or absent in continuous time; `domain`, if given, is `ct` or `dt`. Other fields
///   are skipped.
/// - `.npz`: a NumPy archive with the arrays A, B, C and, if any, D and dt.
/// - `.mat`: a MATLAB file of level 5 (`save -v6` or `-v7`) with the variables A, B, C and, if any,
///   D and Ts or dt, or a structure `sys` with those fields.
/// - a folder: A.csv, B.csv, C.csv and, if any, D.csv and dt.csv.
///
/// An absent D is zero; a sample period of 0 or none at all is continuous time.
public final class SystemFile {
  /// A matrix with more entries is refused before memory is given to it: an order of 2048 is far
  /// beyond what dense analysis answers in an hour.
  static final int LARGEST_MATRIX = 2048 * 2048;

  /// A longer text file is refused unread.
  static final long LARGEST_TEXT = 1L << 28;

  private SystemFile() {}

  /// Reads the system.
  ///
  /// @throws SystemFileException if what is there is not a system
  /// @throws IOException if it cannot be read at all
  public static StateSpace read(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return CsvSystem.read(path);
    }
    if (!Files.exists(path)) {
      throw new SystemFileException(path, "there is no such file or folder");
    }
    String ending = ending(path);
    return switch (ending) {
      case "json" -> JsonSystem.read(path);
      case "npz" -> NpzSystem.read(path);
      case "mat" -> MatSystem.read(path);
      default ->
          throw new SystemFileException(
              path,
              (ending.isEmpty()
                      ? "its name has no ending"
                      : "the ending ." + ending + " is unknown")
                  + ": name a .json, .npz or .mat file or a folder with A.csv, B.csv and C.csv");
    };
  }

  private static String ending(Path path) {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  static void requireBounded(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    long size = Files.size(file);
    if (size > LARGEST_TEXT) {
      throw new SystemFileException(
          file, "it has " + size + " bytes but at most " + LARGEST_TEXT + " are read");
    }
  }
}
