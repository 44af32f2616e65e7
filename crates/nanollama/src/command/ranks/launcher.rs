//! Programs that start one process a rank: this one starts its own, so under theirs each process would train alone.

/// Refuses to be one of several processes that torchrun, Slurm or MPI have started, naming what says so.
pub(crate) fn refuse(variable: &dyn Fn(&str) -> Option<String>) -> anyhow::Result<()> {
    /// Who starts processes, the number of this one, how many there are.
    const LAUNCHERS: [(&str, &str, &str); 4] = [
        ("torchrun", "RANK", "WORLD_SIZE"),
        ("srun", "SLURM_PROCID", "SLURM_STEP_NUM_TASKS"),
        ("mpirun", "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"),
        ("mpirun", "PMI_RANK", "PMI_SIZE"),
    ];
    for (who, rank, size) in LAUNCHERS {
        let number = |name| variable(name).and_then(|value| value.trim().parse::<u32>().ok());
        if let (Some(rank_value), Some(processes @ 2..)) = (number(rank), number(size)) {
            anyhow::bail!(
                "{size} is {processes} and {rank} is {rank_value}: {who} has started this process among others; this program \
                 starts its processes itself, on one machine: without {who}, --nproc {processes}"
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn launchers_are_named_and_a_process_alone_is_no_concern() {
        let said = |set: &'static [(&'static str, &'static str)]| {
            let variable = |name: &str| set.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned());
            refuse(&variable).err().map(|error| error.to_string())
        };
        assert_eq!(said(&[]), None);
        assert_eq!(said(&[("RANK", "0"), ("WORLD_SIZE", "1")]), None);
        assert_eq!(said(&[("WORLD_SIZE", "8")]), None, "nobody says which one this is");
        assert_eq!(said(&[("SLURM_PROCID", "0"), ("SLURM_NTASKS", "8")]), None, "a batch script is one process");
        let torchrun = said(&[("RANK", "3"), ("WORLD_SIZE", "8")]).unwrap();
        assert!(torchrun.contains("WORLD_SIZE is 8") && torchrun.contains("--nproc 8"), "{torchrun}");
        assert!(said(&[("SLURM_PROCID", "1"), ("SLURM_STEP_NUM_TASKS", "2")]).unwrap().contains("srun"));
        assert!(said(&[("OMPI_COMM_WORLD_RANK", "1"), ("OMPI_COMM_WORLD_SIZE", "2")]).unwrap().contains("mpirun"));
    }
}
