title a lullaby
form rhyme
word w: lamb, horse, cow, goat, duck, hen
word y: field, yard, barn, fold
word t: willows, birches, rushes, poplars, branches
word z: cuckoo, squirrel, hedgehog, blackbird, rabbit

beat line
The sun has gone behind the hill,
The sun has sunk behind the hill,
beat line
The {w.s} (are quiet|lie down) and the {y} is still.
The {w.s} are sleeping, the {y} is still.
beat line
Hush now, hush now, close your eyes,
beat line
Stars are climbing up the skies.
beat line
The wheel has stopped, the lamps burn low,
The fire is out, the lamps burn low,
beat line
And through the {t} (soft|warm|mild) winds blow.
And through the {t} (cool|light) winds blow.
beat line
Hush now, hush now, close your eyes,
beat line
Stars are climbing up the skies.
beat line
The {z} has gone home to rest,
The {z} dreams, for sleep is best,
beat line
And every bird is in its nest.
beat line
Hush now, hush now, close your eyes,
beat line
Stars are climbing up the skies.
beat line
The moon looks down upon the town
The moon walks slowly through the town
beat line
And wears her (silver|shining) evening gown.
In her long and silver gown.
beat line
Hush now, hush now, morning's far,
Sleep now, sleep now, morning's far,
beat line
Good night, moon, and good night, star.

ask what
? What time of day is it in the rhyme
! It is evening in the rhyme
! Night is falling, and it is time to sleep
ask where
? Where has the sun gone
! The sun has gone behind the hill
ask what
? What blows through the {t}
! The wind blows through the {t}
ask what
? What is climbing up the skies
! The stars are climbing up the skies
ask what
? What does the moon wear
! The moon wears a gown
! It is a gown that the moon wears
