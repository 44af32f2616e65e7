//! What is written is read again; both kinds of file say the same; what is no importance matrix is refused by name.

use super::*;

fn matrix() -> Imatrix {
    let entry = |tensor: &str, sums: &[f32], tokens| Entry { tensor: tensor.into(), sums: sums.to_vec(), tokens };
    Imatrix {
        datasets: vec!["a text.txt".into()],
        chunks: 3,
        chunk_size: 512,
        entries: vec![
            entry("blk.0.attn_q.weight", &[1.5, 0.0, 3072.0], 1536.0),
            entry("blk.0.ffn_down.weight", &[2.0, 7.0], 0.0),
        ],
    }
}

/// A file of before.
fn legacy(matrix: &Imatrix) -> Vec<u8> {
    let mut bytes = (matrix.entries.len() as u32).to_le_bytes().to_vec();
    let text = |text: &str, bytes: &mut Vec<u8>| {
        bytes.extend((text.len() as u32).to_le_bytes());
        bytes.extend(text.as_bytes());
    };
    for Entry { tensor, sums, tokens } in &matrix.entries {
        text(tensor, &mut bytes);
        bytes.extend((*tokens as u32).to_le_bytes());
        bytes.extend((sums.len() as u32).to_le_bytes());
        bytes.extend(sums.iter().flat_map(|sum| sum.to_le_bytes()));
    }
    bytes.extend(matrix.chunks.to_le_bytes());
    text(&matrix.datasets[0], &mut bytes);
    bytes
}

fn read(bytes: &[u8]) -> Result<Imatrix> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("it.dat");
    std::fs::write(&path, bytes).unwrap();
    Imatrix::read(&path)
}

#[test]
fn both_kinds_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("it.gguf");
    matrix().write(&path).unwrap();
    assert_eq!(Imatrix::read(&path).unwrap(), matrix());
    let before = read(&legacy(&matrix())).unwrap();
    assert_eq!(before, Imatrix { chunk_size: 0, ..matrix() });
    // Older ones end behind the matrices.
    let end = legacy(&matrix()).len() - (4 + 4 + "a text.txt".len());
    let oldest = read(&legacy(&matrix())[..end]).unwrap();
    assert_eq!(oldest.entries, matrix().entries);
    assert_eq!(oldest.entries[0].means(), [1.5 / 1536.0, 0.0, 2.0]);
    assert_eq!(oldest.entries[1].means(), [1.0, 1.0], "no token came by");
}

#[test]
fn what_is_none_is_refused_by_name() {
    let whole = legacy(&matrix());
    let refused = |bytes: &[u8], words: &str| {
        let message = read(bytes).unwrap_err().to_string();
        assert!(message.contains(words), "{message}");
    };
    refused(b"no", "the number of matrices");
    refused(b"What begins as a text does", "matrices");
    refused(&[0; 4], "no matrix");
    refused(&whole[..40], "3 columns");
    refused(&[&whole[..], b"x"].concat(), "1 bytes follow");
    let with = |change: fn(&mut Imatrix)| {
        let mut changed = matrix();
        change(&mut changed);
        changed
    };
    let nan = with(|matrix| matrix.entries[0].sums[1] = f32::NAN);
    refused(&legacy(&nan), "column 1 is NaN");
    refused(&legacy(&with(|matrix| matrix.entries[1].sums[0] = -1.0)), "column 0 is -1");
    refused(&legacy(&with(|matrix| matrix.entries[1] = matrix.entries[0].clone())), "twice");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("it.gguf");
    let refused = |message: String, words: &str| assert!(message.contains(words), "{message}");
    nan.write(&path).unwrap();
    refused(Imatrix::read(&path).unwrap_err().to_string(), "column 1 is NaN");
    let written = |metadata: &[(String, Value)], tensors: &[(&str, &[usize])]| {
        let tensor = |(name, shape): &(&str, &[usize])| {
            let count = shape.iter().product();
            TensorOut::from_f32(*name, shape, move || vec![1.0; count].into())
        };
        gguf::write(&path, metadata, tensors.iter().map(tensor).collect()).unwrap();
        Imatrix::read(&path).unwrap_err().to_string()
    };
    refused(written(&[(TYPE_KEY.into(), "model".into())], &[]), "\"model\"");
    refused(written(&[], &[]), "no matrix");
    refused(written(&[], &[("a.in_sum2", &[4])]), "a.counts");
    refused(written(&[], &[("a.counts", &[1])]), "a.in_sum2");
    refused(written(&[], &[("a.weight", &[4])]), "a.weight");
    refused(written(&[], &[("a.in_sum2", &[2, 4]), ("a.counts", &[2, 1])]), "2 experts");
}
