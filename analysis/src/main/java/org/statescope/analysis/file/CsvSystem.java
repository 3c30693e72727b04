package org.statescope.analysis.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.lti.StateSpace;

/// A system as a folder of CSV files: one row a line, numbers parted by commas, semicolons, tabs or
/// blanks; empty lines and lines that begin with # are skipped.
final class CsvSystem {
  private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;\\s]\\s*");

  private CsvSystem() {}

  static StateSpace read(Path folder) throws IOException {
    SystemParts parts = new SystemParts(folder);
    for (String name : new String[] {"A", "B", "C", "D"}) {
      Path file = folder.resolve(name + ".csv");
      if (Files.exists(file)) {
        parts.put(name, matrix(name, file));
      }
    }
    Path period = folder.resolve("dt.csv");
    if (Files.exists(period)) {
      parts.samplePeriod("dt", matrix("dt", period));
    }
    return parts.system();
  }

  private static DMatrixRMaj matrix(String name, Path file) throws IOException {
    SystemFile.requireBounded(file);
    RowCollector rows = new RowCollector(file, name);
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String text = line.strip();
        if (!text.isEmpty() && !text.startsWith("#")) {
          for (String word : SEPARATOR.split(text, -1)) {
            rows.add(number(file, rows.place(), word));
          }
          rows.endRow();
        }
      }
    } catch (MalformedInputException e) {
      throw new SystemFileException(file, "it is not text in UTF-8", e);
    }
    return rows.matrix();
  }

  private static double number(Path file, String place, String word) throws SystemFileException {
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw new SystemFileException(
          file, "%s, is '%s' but must be a number".formatted(place, word), e);
    }
  }
}
