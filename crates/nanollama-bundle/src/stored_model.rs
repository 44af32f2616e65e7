//! A model that has been found: its configuration, tokenizer and template are read, its weights lie mapped and are read when
//! asked for.

use std::path::{Path, PathBuf};

use nanollama_kernel::device::Device;
use nanollama_kernel::dtype::DType;
use nanollama_model::{Config, Model, TensorData, parts};
use nanollama_store::gguf::Gguf;
use nanollama_store::safetensors::{INDEX_FILE, SINGLE_FILE, Tensors};
use nanollama_token::Tokenizer;

use crate::certificate::{self, Certificate};
use crate::contents::{Contents, Weights, check_vocabulary};
use crate::convert::{Numbers, converted};
use crate::error::{Error, Result};
use crate::facts::{self, TensorFacts};
use crate::importances::Importances;
use crate::stored_tensors::{Files, StoredTensors};
use crate::{gguf, hf, pt, tokenizer};

/// As what a model was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoredAs {
    /// A `.gguf` file.
    Gguf,
    /// A folder in Hugging Face's layout.
    HuggingFace,
    /// A `.pt` checkpoint of nanollama's PyTorch trainer.
    Torch,
    /// A checkpoint of a run.
    Checkpoint {
        /// The run's name.
        run: String,
        /// The checkpoint's step.
        step: u64,
        /// Whether it is the averaged weights.
        average: bool,
    },
}

/// An opened model.
pub struct StoredModel {
    path: PathBuf,
    name: String,
    stored_as: StoredAs,
    config: Config,
    tokenizer: Tokenizer,
    chat: Option<String>,
    stops: Vec<u32>,
    notes: Vec<String>,
    certificate: Option<Certificate>,
    tensors: StoredTensors,
}

impl StoredModel {
    /// Opens a GGUF file; of one that was split all parts, whichever of them `path` is. `tokenizer` replaces the file's own.
    ///
    /// # Errors
    /// When the file is damaged, another architecture, or uses a feature that is not computed here.
    pub fn open_gguf(path: &Path, tokenizer: Option<&Path>) -> Result<StoredModel> {
        let opened = gguf::read::open(path)?;
        let tokenizer = match tokenizer {
            Some(other) => tokenizer::load(other)?,
            None => gguf::tokenizer(&opened.file)?,
        };
        let name = opened.name.filter(|name| !name.is_empty()).unwrap_or_else(|| opened.file.stem());
        let from_first = another_named(path, &opened.file);
        let path = &*opened.file.path().to_owned();
        check_vocabulary(&tokenizer, &opened.config, path)?;
        let certificate = certificate::of_gguf(&opened.file);
        let mut stops = tokenizer.stop_tokens();
        stops.extend(gguf::end_of_message(&opened.file));
        stops.sort_unstable();
        stops.dedup();
        Ok(StoredModel {
            path: path.to_owned(),
            name,
            stored_as: StoredAs::Gguf,
            tensors: StoredTensors::new(Files::Gguf(opened.file), opened.parts, path)?,
            config: opened.config,
            stops,
            notes: [from_first, passed_over(path, &opened.passed_over), passed_over(path, tokenizer.ignored())]
                .concat(),
            certificate,
            tokenizer,
            chat: opened.chat,
        })
    }

    /// Opens a folder in Hugging Face's layout. `tokenizer` replaces the folder's own.
    ///
    /// # Errors
    /// [`Error::NoTokenizer`] when there is none and none was given; else as [`StoredModel::open_gguf`].
    pub fn open_folder(
        folder: &Path,
        tokenizer: Option<&Path>,
        name: &str,
        stored_as: StoredAs,
    ) -> Result<StoredModel> {
        StoredModel::open_with(folder, tensors_of(folder)?, tokenizer, name, stored_as)
    }

    /// [`StoredModel::open_folder`] with the weights of another safetensors file than the folder's own, of the same names.
    ///
    /// # Errors
    /// As [`StoredModel::open_folder`].
    pub(crate) fn open_beside(
        folder: &Path,
        weights: &Path,
        tokenizer: Option<&Path>,
        name: &str,
        stored_as: StoredAs,
    ) -> Result<StoredModel> {
        StoredModel::open_with(folder, Files::Safetensors(Tensors::open(weights)?), tokenizer, name, stored_as)
    }

    fn open_with(
        folder: &Path,
        tensors: Files,
        tokenizer: Option<&Path>,
        name: &str,
        stored_as: StoredAs,
    ) -> Result<StoredModel> {
        let described = hf::read::described(folder)?;
        let tokenizer = match tokenizer {
            Some(other) => tokenizer::load(other)?,
            None => tokenizer::load_folder(folder)?,
        };
        let mut notes = passed_over(&folder.join(hf::CONFIG_FILE), &described.passed_over);
        notes.extend(passed_over(folder, tokenizer.ignored()));
        let chat = hf::read::template(folder, &mut notes)?;
        let mut stops = tokenizer.stop_tokens();
        stops.extend(described.eos);
        stops.sort_unstable();
        stops.dedup();
        check_vocabulary(&tokenizer, &described.config, folder)?;
        Ok(StoredModel {
            path: folder.to_owned(),
            name: name.to_owned(),
            stored_as,
            tensors: StoredTensors::new(tensors, parts(&described.config), folder)?,
            config: described.config,
            tokenizer,
            chat,
            stops,
            notes,
            certificate: certificate::of_folder(folder),
        })
    }

    /// Opens a `.pt` checkpoint of nanollama's PyTorch trainer, called `name`. `tokenizer` is used instead of one beside it.
    ///
    /// # Errors
    /// [`Error::NoTokenizerNear`] when none is found and none was given; else as [`StoredModel::open_gguf`].
    pub fn open_torch(path: &Path, tokenizer: Option<&Path>, name: &str) -> Result<StoredModel> {
        let pt::Opened { tensors, config, passed_over: unread } = pt::open(path)?;
        let tensors = StoredTensors::new(Files::Torch(tensors), parts(&config), path)?;
        let mut notes = passed_over(path, &unread);
        let (tokenizer, chat) = match tokenizer {
            Some(other) => (tokenizer::load(other)?, None),
            None => {
                let found = pt::tokenizer(path, config.vocabulary)?;
                if found.elsewhere {
                    notes.push(format!("{}: its tokenizer is the one in {}", path.display(), found.folder.display()));
                }
                (found.tokenizer, hf::read::template(&found.folder, &mut notes)?)
            }
        };
        check_vocabulary(&tokenizer, &config, path)?;
        Ok(StoredModel {
            path: path.to_owned(),
            name: name.to_owned(),
            stored_as: StoredAs::Torch,
            tensors,
            config,
            stops: tokenizer.stop_tokens(),
            tokenizer,
            chat,
            notes,
            certificate: None,
        })
    }

    /// A further line of [`StoredModel::notes`], of how it was found.
    pub(crate) fn noting(mut self, line: Option<String>) -> StoredModel {
        self.notes.splice(0..0, line);
        self
    }

    /// The file or folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The same, called otherwise: its place says nothing to people.
    #[must_use]
    pub fn called(mut self, name: &str) -> StoredModel {
        name.clone_into(&mut self.name);
        self
    }

    /// Its name, for people: the run's, the folder's, or what the file calls itself.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// As what it was found.
    pub fn stored_as(&self) -> &StoredAs {
        &self.stored_as
    }

    /// The model's shape.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The model's tokenizer.
    pub fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
    }

    /// The chat template, Jinja text. `None`: a base model, which completes plain text.
    pub fn chat(&self) -> Option<&str> {
        self.chat.as_deref()
    }

    /// Ids after which generation ends, ascending: the tokenizer's and those that the model's files name.
    pub fn stop_tokens(&self) -> &[u32] {
        &self.stops
    }

    /// What its files ask for and a Llama has no use for, a line for people a file; empty for most.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// What the export that wrote it found.
    pub fn certificate(&self) -> Option<&Certificate> {
        self.certificate.as_ref()
    }

    /// Every tensor as it is stored, in the order of the model.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn tensors(&self) -> Result<Vec<TensorFacts>> {
        self.tensors.facts()
    }

    /// The metadata of a GGUF file in its order, values in one line each; empty for what is none.
    pub fn metadata(&self) -> Vec<(&str, String)> {
        let Files::Gguf(file) = self.tensors.files() else { return Vec::new() };
        file.metadata().iter().map(|(key, value)| (key.as_str(), facts::shown(value))).collect()
    }

    /// The files that a GGUF model lies in, the first first; empty for what is none.
    pub fn gguf_files(&self) -> Vec<&Path> {
        let Files::Gguf(file) = self.tensors.files() else { return Vec::new() };
        file.files().collect()
    }

    /// A tensor by its Hugging Face name, query and key rows in that layout's order.
    ///
    /// # Errors
    /// When it is missing or stored in a type that is not read.
    pub fn tensor(&self, name: &str) -> Result<TensorData<'_>> {
        let missing =
            || Error::Field { path: self.path.clone(), field: format!("tensor {name}"), what: "it is missing".into() };
        self.tensors.get(name)?.ok_or_else(missing)
    }

    /// A tensor by its Hugging Face name, its numbers rounded to `dtype` on all cores, errors counting as `importances` has it; as it
    /// is stored if that is its type.
    ///
    /// # Errors
    /// When it is missing or stored in a type that is not read, has a number that is not finite or that `dtype` cannot hold,
    /// or rows that are no whole number of its blocks.
    pub fn rounded(&self, name: &str, dtype: DType, importances: Option<&Importances>) -> Result<TensorData<'_>> {
        let tensor = self.tensor(name)?;
        if tensor.dtype == dtype {
            return Ok(tensor);
        }
        let cols = tensor.shape.last().copied().unwrap_or(1);
        let rows = tensor.shape.iter().product::<usize>() / cols.max(1);
        let importances = importances.zip(self.tensors.gguf_name(name)).and_then(|(columns, name)| columns.of(name));
        let failed = |error: std::io::Error| Error::Field {
            path: self.path.clone(),
            field: format!("tensor {name}"),
            what: error.to_string(),
        };
        let bytes = converted((tensor.dtype, &tensor.bytes), (rows, cols), dtype, importances).map_err(failed)?;
        Ok(TensorData { dtype, shape: tensor.shape, bytes: bytes.into() })
    }

    /// How many tensors it has of each storage type, those in blocks last.
    ///
    /// # Errors
    /// When one is stored in a type that is not read.
    pub fn dtypes(&self) -> Result<Vec<(DType, usize)>> {
        let stored = self.tensors.dtypes()?;
        let count = |dtype: DType| stored.iter().filter(|&&other| other == dtype).count();
        Ok(DType::ALL.iter().map(|&dtype| (dtype, count(dtype))).filter(|&(_, count)| count > 0).collect())
    }

    /// The model for inference: matrices stay in the file's number format.
    ///
    /// # Errors
    /// [`Error::Model`] when a tensor does not fit the configuration, or memory is short.
    pub fn load_frozen(&self, device: &dyn Device) -> Result<Model> {
        let loaded = Model::load_frozen(device, &self.config, |name| self.tensors.get(name).map_err(Loading::Bundle));
        loaded.map_err(|error| error.at(&self.path))
    }

    /// The model for training: every tensor as f32.
    ///
    /// # Errors
    /// As [`StoredModel::load_frozen`].
    pub fn load_dense(&self, device: &dyn Device) -> Result<Model> {
        let loaded = Model::load_dense(device, &self.config, |name| self.tensors.get(name).map_err(Loading::Bundle));
        loaded.map_err(|error| error.at(&self.path))
    }

    /// The same model with this chat template, where it has none of its own: that of an adapter beside it.
    #[must_use]
    pub fn chatting(self, template: Option<String>) -> StoredModel {
        StoredModel { chat: self.chat.or(template), ..self }
    }

    /// What it holds, for a writer.
    pub fn contents(&self) -> Contents<'_> {
        let StoredModel { config, tokenizer, name, .. } = self;
        let known = tokenizer.stop_tokens();
        let further_ends = self.stops.iter().copied().filter(|id| !known.contains(id)).collect();
        Contents { config, tokenizer, chat: self.chat(), name, further_ends, weights: Box::new(self) }
    }
}

/// The weights of a folder: safetensors, else what torch wrote before there were any.
fn tensors_of(folder: &Path) -> Result<Files> {
    if [SINGLE_FILE, INDEX_FILE].iter().any(|name| folder.join(name).is_file()) {
        return Ok(Files::Safetensors(Tensors::open(folder)?));
    }
    pt::Tensors::of_folder(folder)?.map(Files::Torch).ok_or_else(|| {
        let known = [SINGLE_FILE, INDEX_FILE, pt::BIN_FILE, pt::BIN_INDEX_FILE].join(", ");
        Error::NotAModel { path: folder.to_owned(), what: format!("it has no weights (looked for {known})") }
    })
}

/// A line where another part of a split file was named than the first.
fn another_named(path: &Path, file: &Gguf) -> Vec<String> {
    let line = || {
        let (first, count) = (file.path().display(), file.files().len());
        format!("{}: it is one of {count} files; the model is opened from the first, {first}", path.display())
    };
    (path != file.path()).then(line).into_iter().collect()
}

/// One line for all that was passed over in a file.
fn passed_over(path: &Path, what: &[String]) -> Vec<String> {
    let line = || format!("{}: passed over, since it changes nothing here: {}", path.display(), what.join(", "));
    (!what.is_empty()).then(line).into_iter().collect()
}

impl Weights for &StoredModel {
    fn numbers(&self, name: &str) -> Result<Numbers<'_>> {
        let tensor = self.tensor(name)?;
        Ok(Numbers::Stored(tensor.dtype, tensor.bytes))
    }
}

/// The model's own errors and ours, on the way through its loader.
enum Loading {
    Model(nanollama_model::Error),
    Bundle(Error),
}

impl From<nanollama_model::Error> for Loading {
    fn from(error: nanollama_model::Error) -> Loading {
        Loading::Model(error)
    }
}

impl Loading {
    fn at(self, path: &Path) -> Error {
        match self {
            Loading::Model(source) => Error::Model { path: path.to_owned(), source },
            Loading::Bundle(error) => error,
        }
    }
}
