title the map that was upside down
season summer
cast a: child she
cast b: child he
thing x: map; old, yellow, crumpled, hand-drawn
word far: rubbish heap, brickyard, pigsty, graveyard, turnip field
word goal: hollow oak, old well, broken wall, mossy statue, great grey rock
word box: tin box, wooden chest, leather bag, clay pot
word prize: nuts and raisins, honey sweets, new pencils, glass marbles, ginger biscuits
word from: school gate, fountain, post office, church door
number n: 110..400

beat start
3: On the last day of school there was a treasure hunt, and two friends, {a.name} and {b.name}, got {x}
3: {a.intro} and {b.intro} took part in a treasure hunt and were given {x}
1: On the last day of school there was a treasure hunt, and {b.name} and I got {x}
1: I took part in a treasure hunt with {b.intro}, and the teacher gave {x} to the two of us
beat start
There was a cross on {x.the}, and below it were the words: Start at the {from}
At the bottom was written: Begin at the {from} and go to the cross
A red cross marked the treasure, and the way was to begin at the {from}
beat say b to a
That is easy! Come on, {a.name}, I will lead the way!
Give it to me, {a.name}! I never get lost!
I have seen a hundred maps, {a.name}. Follow me!
beat so
{b} (ran|marched) off, (with {x.the} under his arm|without a second look), and {a} followed
{b} took {x.the} and walked ahead with long steps, and {a} ran after {b.me}
{b} looked at {x.the} for one moment and rushed off, and {a} could hardly keep up
beat but
the lane ended at a {far}
after half an hour there was no cross, only a {far}
behind the last houses there was only a {far} and no cross anywhere
beat maybe start
@weather
beat maybe start
A crow looked down and (cawed|shook its head)
Nettles grew everywhere, and there was nobody to ask
It was a lonely place, and nobody was about
beat say b
The map is wrong! (Somebody has played a trick|Whoever drew it was asleep)
I do not understand it! The map must be wrong
There is no treasure here! This map is good for nothing!
beat say a to b
May I see it, {b.name}? Where is the (church|river) on it?
Let me look, {b.name}. First I must know where we are
Wait, {b.name}. Before we walk on, I want to look at it quietly
beat start
{a} spread {x.the} out on a flat stone and studied it
{a} knelt down and laid {x.the} on the grass
{a} sat down, smoothed {x.the} with both hands and looked at every line
beat start
{a} saw a little arrow in the corner, with the letter N
{a} found an arrow in one corner with the letter N beside it
In the corner there was an arrow, so small that it was easy to miss, and beside it stood an N
beat say a to b
N stands for north. It is noon, and at noon the sun is in the south. So north is behind me when I look at the sun
This arrow shows the north. It is noon, and so the sun is in the south. North must be the other way
beat so
{a} turned {x.the} around until the arrow pointed north
{a} turned {x.the} slowly, until the arrow pointed away from the sun
{a} laid {x.the} down the other way, with the arrow to the north
beat and
all at once everything was in its place, the church, the river and the (hills|road)
now the river lay where the blue line was, and the church where the little tower was
suddenly it all made sense, the river on one side and the church on the other
beat say b to a
I was holding it upside down! I am sorry, {a.name}. I should have asked you
Oh dear! It was upside down all the time. You read it better than I do, {a.name}
So that is it! I ran off without thinking, {a.name}, and I had it the wrong way up
beat maybe say a to b
It does not matter. Now (both of us know|you know) how it works
Never mind. I had to think hard, too
We found it out together. That is what counts
beat so
3: they went back to the {from}, turned (left|right) this time and counted {n} steps
1: {b.name} and I went back to the {from}, turned (left|right) this time and counted {n} steps
3: they began again at the {from} and walked {n} steps to the north
1: {b.name} and I began again at the {from} and walked {n} steps to the north
beat start
There stood {goal.a}, just as it was drawn on {x.the}
The path led to {goal.a}, and that was the place of the cross
There it was, {goal.a}, exactly where the cross was on {x.the}
beat and
behind it, under some (leaves|moss|stones), was a {box}
there, under a heap of (leaves|twigs), lay a {box}
beat start
It was full of {prize}
Inside there were {prize}
It was not easy to open, but inside lay {prize}
beat maybe start
@glad b
@glad a
beat maybe start
3: They divided (everything|the treasure) into two equal parts
1: {b.name} and I divided everything into two equal parts
beat maybe start
{b} (kept|hung) {x.the} on his wall, the right way up
Since then {b} has never laughed at people who stop to look at a map
(From that day on|After that day), {b} always looked for the arrow first

ask why
? Why did {b.name} not find the cross at first
? Why did they go to the wrong place
! {b.name} was holding {x.the} upside down
! It was because {x.the} was upside down
ask who a
? Who found out what was wrong
? Who turned {x.the} the right way
! {a.name} did
! It was {a.name}
ask where
? Where was the treasure
? Where did they find the {box}
! It was by the {goal}
! They found it by the {goal}
ask how-many
? How many steps was it from the {from} to the treasure
? How many steps away from the {from} was the treasure
! The treasure was {n} steps away
ask what
? What was in the {box}
? What did they find in the {box}
! There were {prize} in it
! They found {prize} in it
ask where
? Where did they have to begin
? Where did the way to the treasure begin
! It began at the {from}
! They had to begin at the {from}
