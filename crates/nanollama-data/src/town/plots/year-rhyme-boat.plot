title a rhyme of a boat
form rhyme
word wood: oak, beech, birch, ash, pine, bark
word a1: cat, goat, hen, mouse, frog, goose, pig, fox, hare, mole
word a2: cat, goat, hen, mouse, frog, goose, pig, fox, hare, mole
word a3: cat, goat, hen, mouse, frog, goose, pig, fox, hare, mole
word a4: cat, goat, hen, mouse, frog, goose, pig, fox, hare, mole
word a5: cat, goat, hen, mouse, frog, goose, pig, fox, hare, mole
word tea: tea, plums, cake, nuts

beat line
They built a boat of {wood} and string
They made a boat of {wood} and string
beat line
And sailed it down the stream in spring.
And took it down the stream in spring.
beat line
Heave and ho, and up and down,
beat line
Past the mill and past the town.
beat line
The {a1} was captain, stout and grand,
The {a1} was captain, proud and grand,
beat line
The {a2} looked out for signs of land.
The {a2} sat up and looked for land.
beat line
Heave and ho, and up and down,
beat line
Past the mill and past the town.
beat line
The {a3} was cook and boiled the peas,
The {a3} was cook and burned the peas,
beat line
The {a4} fell down and bumped its knees.
The {a4} held on with trembling knees.
beat line
Heave and ho, and up and down,
beat line
Past the mill and past the town.
beat line
The {a5} just sat and beat a drum
The {a5} stood up and beat the drum
beat line
To tell the fish that they had come.
To tell the world that they had come.
beat line
Heave and ho, and up and down,
beat line
Past the mill and past the town.
beat line
They found an island, round and green,
beat line
The (finest|smallest) that was ever seen.
beat line
They stayed for {tea} and said goodbye
They stayed for {tea} and waved goodbye
beat line
And sailed back home, and all were dry.
beat line
Heave and ho, and up and down,
beat line
Back again in their own town.

ask who a1
? Who was the captain
? Which animal was the captain
! The {a1} was the captain
! It was the {a1}
ask who a2
? Who looked out for land
? Which animal looked for land
! The {a2} looked out for land
! It was the {a2}
ask who a3
? Who was the cook
? Which animal cooked the peas
! The {a3} was the cook
! It was the {a3}
ask who a5
? Who beat the drum
? Which animal beat the drum
! The {a5} beat the drum
! It was the {a5}
ask what wood
? What was the boat made of
? What did they build the boat of
! The boat was made of {wood} and string
! They built it of {wood} and string
ask what tea
? What did they have on the island
? What did they stay for
! They had {tea} on the island
! They stayed for {tea}
