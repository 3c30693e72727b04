/// Linear systems in files: JSON, NumPy archives and folders of CSV. What a file claims is checked
/// against a bound before memory is given to it, and every refusal is one sentence that names the
/// file. Nothing here analyses.
@NullMarked
package org.statescope.analysis.file;

import org.jspecify.annotations.NullMarked;
