title the poem and the animals
cast a: child she
cast b: child he
word feast: harvest feast, spring fair, school feast, summer party
word beasts: hens, goats, geese, sheep, cows
word bench: an upturned tub, a bucket, a milking stool, an old crate
number n: 8..16

beat start
3: {a.intro} had a very (quiet|soft) voice and (blushed|turned red) whenever people looked at her
3: {a.intro} knew many (songs|verses|rhymes) by heart, but she was too shy to say them aloud
3: There was no quieter child in the whole school than {a.intro}, who never put up her hand
1: I had a very (quiet|soft) voice and (blushed|turned red) whenever people looked at me
1: I knew many (songs|verses|rhymes) by heart, but I was too shy to say them aloud
1: There was no quieter child in the whole school than me, and I never put up my hand
beat start
One (day|Monday|morning) the teacher chose {a.me} to recite a poem at the {feast}
One (afternoon|Friday|rainy day) the teacher asked {a.me} to say a poem at the {feast}
beat maybe start
@worried a
@sad a
beat start
After school {a} (ran|went) to (find|see) {a.my} friend {b.name}
{a} told {a.my} friend {b.name} about it
With tears in {a.my} eyes {a} went to {a.my} friend {b.name}
beat say a to b
I cannot do it, {b.name}! Everybody will (stare at me|look at me), and I will forget every word
What shall I do, {b.name}? My (tongue|mouth) goes dry when people look at me
I would rather eat a bar of soap than stand up there, {b.name}! What can I do?
beat say b to a
Then do not begin with people, {a.name}. Come with me to the farm
I know somebody who will never laugh at you, {a.name}. Follow me
You need listeners who do not know what a mistake is, {a.name}. I know where to find some
beat so
{b.name} took {a.me} to a field with {n} {beasts}
{b.name} led {a.me} to the farm, where {n} {beasts} were standing about
beat and
{a} climbed on {bench} and said the poem to them
{a} stood on {bench} and told them the whole poem
{a} got up on {bench} and said the poem, first in a whisper and then a little louder
beat maybe start
The {beasts} (went on eating|only blinked), and that was a great comfort
One of them (yawned|sneezed), and {a} had to laugh
Nobody laughed, and nobody whispered
beat start
{a} did it again, (louder|with a firmer voice) this time
{a} practised every afternoon, a little louder each time
{a} came back every day for a week, and each time it was easier
beat and
{b} clapped from (the fence|the gate|the top of a wall)
before long {b} could hear every word from the far end of the field
in the end even the farmer stopped working to listen
beat paragraph
On the day of the {feast}, the hall was (full|crowded|packed)
The day of the {feast} came, and the village square was full of people
beat when
{a} (stepped|walked) to the front
beat start
all the words flew out of {a.my} head
there were so many faces that {a} forgot how the poem began
{a.my} (hands|knees) began to shake, and {a} could not remember the first word
beat maybe start
Somebody coughed, and a chair (creaked|scraped)
It was so quiet that a fly could be heard
beat start
Then {a} saw {b} in the (second|third|last) row, who was pretending to be one of the {beasts}
But at the back stood {b} and held up a (big|funny) picture of all the {beasts}
beat so
{a} nearly laughed, and the words came back
{a} smiled and thought of the farm, and the words came back
{a} looked at {b.me} and not at the others, and suddenly the words were there again
beat line
The wind came knocking at my door,
The moon was lying on the floor,
A mouse was marching through the store,
beat line
a thing I had not seen before.
and soon it was not there any more.
beat paragraph
{a} spoke (clearly|loudly) to the very last line
{a.my} voice was (clear|strong), and it reached the last row
beat and
everyone (clapped|cheered) (for a long time|loudly|)
the (people|parents) (clapped and stamped|shouted for more)
the clapping would not stop
beat maybe start
@proud a
@glad a
beat say b to a
And you said that you could not do it, {a.name}! Were you not afraid?
The {beasts} would be proud of you, {a.name}! Were you still afraid?
You were wonderful, {a.name}! Were you afraid at all?
beat say a to b
Oh yes, I was. But I did it all the same, thanks to you
I was, but only until I saw you
A little. But I thought of the {beasts}, and then it was easy
beat maybe start
On the way home, {a} (stopped at the farm and|went to the field and) said thank you to the {beasts}
The next time the teacher asked for somebody to read aloud, {a} put up {a.my} hand
After that day {a} was still quiet, but never silent when {a} had something to say

ask what
? What did {a.name} have to do at the {feast}
? What did the teacher want {a.name} to do
! {a.name} had to say a poem
! The teacher wanted {a.name} to say a poem
ask who b
? Who helped {a.name} to practise
? Who had a good idea for {a.name}
! {b.name} did
! It was {b.name} who took {a.name} to the farm
ask how-many
? How many {beasts} listened to the poem
! {n} {beasts} listened to it
! There were {n} of them
ask why
? Why was {a.name} worried
? Why did {a.name} not want to say the poem
! {a.name} was (too|very) shy and afraid of forgetting the words
! {a.name} was afraid because everybody would look
ask where
? Where did {a.name} practise
? To whom did {a.name} say the poem at first
! {a.name} practised on the farm, in front of the {beasts}
! At first {a.name} said the poem to {n} {beasts} on the farm
