package org.statescope.app.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.statescope.analysis.file.SystemWriter;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.app.texts.Texts;

/// What a system can be written as.
public enum SystemFormat implements FileFormat {
  MATLAB("mat", (system, remarks, file) -> SystemWriter.writeMatlab(system, file)),
  NUMPY("npz", (system, remarks, file) -> SystemWriter.writeNumpy(system, file)),
  PYTHON_CONTROL("py", SystemWriter::writePython);

  private interface Writer {
    void write(StateSpace system, List<String> remarks, Path file) throws IOException;
  }

  private final String extension;
  private final Writer writer;

  SystemFormat(String extension, Writer writer) {
    this.extension = extension;
    this.writer = writer;
  }

  @Override
  public String words() {
    return Texts.text("export.system.kind." + extension);
  }

  @Override
  public String extension() {
    return extension;
  }

  @Override
  public String titleKey() {
    return "export.system.title";
  }

  /// The key of the command that writes it.
  public String commandKey() {
    return "export.system.as." + extension;
  }

  /// Writes a whole file or none.
  void write(NamedSystem system, Path file) throws IOException {
    writer.write(system.build().get(), system.remarks(), file);
  }
}
