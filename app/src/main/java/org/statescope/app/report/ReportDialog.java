package org.statescope.app.report;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.statescope.app.texts.Texts;

/// The system's own dialog for saving the page of a report.
///
/// @param owner the window it belongs to
public record ReportDialog(Supplier<Window> owner) implements ReportChoice {
  @Override
  public Optional<Path> ask(Optional<Path> folder, String name) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Texts.text("report.choose"));
    chooser.setInitialFileName(name);
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("HTML", "*.html"));
    folder.map(Path::toFile).filter(File::isDirectory).ifPresent(chooser::setInitialDirectory);
    return Optional.ofNullable(chooser.showSaveDialog(owner.get())).map(File::toPath);
  }
}
