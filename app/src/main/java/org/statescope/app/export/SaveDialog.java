package org.statescope.app.export;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.statescope.app.texts.Texts;

/// The system's own dialog for saving a file.
///
/// @param owner the window it belongs to
public record SaveDialog(Supplier<Window> owner) implements FileChoice {
  @Override
  public Optional<Path> ask(FileFormat format, Optional<Path> folder, String name) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Texts.text(format.titleKey()));
    chooser.setInitialFileName(name);
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter(format.words(), "*." + format.extension()));
    folder.map(Path::toFile).filter(File::isDirectory).ifPresent(chooser::setInitialDirectory);
    return Optional.ofNullable(chooser.showSaveDialog(owner.get())).map(File::toPath);
  }
}
